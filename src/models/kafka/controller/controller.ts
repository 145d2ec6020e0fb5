import type { Host } from '../../../simulation/host.ts';
import type { Task } from '../../../simulation/task.ts';
import { boundedClock } from '../../parts/interval-clock.ts';
import { CORRECT_LOG } from '../../parts/replicated-log/mechanisms.ts';
import { type LogOwner, ReplicatedLog } from '../../parts/replicated-log/replicated-log.ts';
import type { MetadataCommand } from '../cluster/commands.ts';
import type { Metadata } from '../cluster/metadata.ts';
import type { Config } from '../config.ts';
import type { BrokerHeartbeat, HeartbeatHeard } from '../messages.ts';
import type { Mechanisms } from '../mechanisms.ts';
import { recoverLeaderless } from './recovery.ts';

const LEASE_MICROS = 500_000;
const QUORUM_HEARTBEAT_MICROS = 100_000;
const ELECTION_MICROS = 400_000;
/** A controller that no majority answered for so long resigns. */
const RESIGN_MICROS = 800_000;

/**
 * One member of the controller quorum. All of them keep the log of metadata; the one that leads it is active: it watches
 * the brokers' sessions and decides every change.
 */
export class Controller implements LogOwner {
  readonly host: Host;
  readonly config: Config;
  readonly members: readonly string[];
  readonly metadata: Metadata;
  readonly log: ReplicatedLog;
  readonly #mechanisms: Mechanisms;
  readonly #changed: () => void;
  readonly #heardAt = new Map<string, number>();
  readonly #undecided = new Set<string>();
  #isActive = false;

  /** @param changed called after each change of the metadata. */
  constructor(
    host: Host,
    config: Config,
    mechanisms: Mechanisms,
    members: readonly string[],
    metadata: Metadata,
    changed: () => void,
  ) {
    this.host = host;
    this.config = config;
    this.members = members;
    this.metadata = metadata;
    this.#mechanisms = mechanisms;
    this.#changed = changed;
    const options = {
      group: 'controllers',
      members,
      leaseMicros: LEASE_MICROS,
      heartbeatMicros: QUORUM_HEARTBEAT_MICROS,
      electionMicros: ELECTION_MICROS,
      resignMicros: RESIGN_MICROS,
      mechanisms: CORRECT_LOG,
    };
    this.log = new ReplicatedLog(host, boundedClock(host, 0), options, this);
  }

  get isActive(): boolean {
    return this.#isActive;
  }

  /** Who is active, as far as this member knows. */
  get activeController(): string | undefined {
    return this.log.leaderHint;
  }

  start(): void {
    this.log.start();
    this.host.spawn('watch brokers', this.#watch());
  }

  apply(slot: number, command: unknown): void {
    if (command !== null) this.change(slot, command as MetadataCommand);
  }

  /** Makes a change that was decided. */
  change(number: number, command: MetadataCommand): void {
    this.metadata.apply(number, command);
    this.#changed();
  }

  /** The metadata was changed as a whole. */
  adopted(): void {
    this.#changed();
  }

  /** A new active controller gives every broker a whole session before it misses one. */
  elected(): void {
    this.host.sometimes('kafka: a controller takes over', this.metadata.brokers.size > 0);
    this.#isActive = true;
    this.#heardAt.clear();
    for (const member of this.members) this.#heardAt.set(member, this.host.now());
  }

  deposed(): void {
    this.#isActive = false;
  }

  note(): unknown {
    return null;
  }

  noted(): void {
    // Followers need to know nothing besides the log.
  }

  /**
   * A broker lives. Its session counts from the last answer that reached it, as over a connection: a broker that can be
   * heard but hears nothing neither leads nor follows.
   */
  heard(broker: string, { incarnation, heardMicros }: BrokerHeartbeat): void {
    if (!this.#isActive) return;
    const answer: HeartbeatHeard = { kind: 'heartbeat-heard', atMicros: this.host.now() };
    this.host.send(broker, answer);
    const known = this.metadata.broker(broker);
    const isNew = known === undefined || known.incarnation < incarnation;
    const heardAt = isNew ? this.host.now() : Math.max(this.#heardAt.get(broker) ?? 0, heardMicros);
    this.#heardAt.set(broker, heardAt);
    if (isNew) return this.#decideOnce({ type: 'register', broker, incarnation });
    if (known.isFenced && known.incarnation === incarnation && !this.#isSilent(broker))
      this.#decideOnce({ type: 'unfence', broker, epoch: known.epoch });
  }

  /** Decides a change, unless this controller is not the active one. */
  *decide(command: MetadataCommand): Task<boolean> {
    if (!this.#isActive) return false;
    return yield* this.#mechanisms.controllerProtocol.decide(this, command);
  }

  /** Decides a change, unless the same is being decided already. */
  #decideOnce(command: MetadataCommand): void {
    const name = JSON.stringify(command);
    if (this.#undecided.has(name)) return;
    this.#undecided.add(name);
    this.host.spawn(`decide ${command.type}`, this.decide(command)).onResolved(() => this.#undecided.delete(name));
  }

  *#watch(): Task<void> {
    const { brokerHeartbeatMicros, preferredLeaderMicros } = this.config;
    for (let round = 1; ; round++) {
      yield* this.host.sleep(brokerHeartbeatMicros);
      if (!this.#isActive) continue;
      this.#fenceSilent();
      this.#mechanisms.controllerProtocol.keepBrokersInformed(this);
      this.host.spawn('recover', recoverLeaderless(this));
      if (round % Math.ceil(preferredLeaderMicros / brokerHeartbeatMicros) === 0) this.#preferLeaders();
    }
  }

  #fenceSilent(): void {
    for (const [broker, { epoch, isFenced }] of this.metadata.brokers) {
      if (isFenced || !this.#isSilent(broker)) continue;
      this.host.reachable('kafka: a silent broker is fenced');
      this.#decideOnce({ type: 'fence', broker, epoch });
    }
  }

  #isSilent(broker: string): boolean {
    return this.host.now() - (this.#heardAt.get(broker) ?? 0) > this.config.brokerSessionMicros;
  }

  /** Gives partitions back to their first replica where that is in sync (auto.leader.rebalance.enable). */
  #preferLeaders(): void {
    for (const [partition, { replicas, leader, isr, version }] of this.metadata.partitions) {
      const [preferred] = replicas;
      if (preferred === undefined || preferred === leader || !isr.includes(preferred)) continue;
      if (this.metadata.isUsable(preferred)) this.#decideOnce({ type: 'elect', partition, version, leader: preferred });
    }
  }
}
