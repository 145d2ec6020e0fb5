import { Condition } from '../../simulation/condition.ts';
import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';
import type { IntervalClock } from '../parts/interval-clock.ts';
import type { LogOwner } from '../parts/replicated-log/replicated-log.ts';
import { ReplicatedLog } from '../parts/replicated-log/replicated-log.ts';
import type { Command, Handover } from './commands.ts';
import type { Mechanisms } from './mechanisms.ts';
import { Tablet } from './tablet.ts';
import { TransactionManager } from './transaction-manager.ts';

const LEASE_MICROS = 600_000;
const HEARTBEAT_MICROS = 150_000;
const ELECTION_MICROS = 350_000;

/** What a replica needs of the server that it runs on. */
export interface ReplicaEnvironment {
  readonly host: Host;
  readonly clock: IntervalClock;
  readonly mechanisms: Mechanisms;
  readonly members: readonly string[];
  /** Which group has a key, as far as this server knows. */
  groupOf(key: string): string | undefined;
  /** A split was chosen: the new group starts here. */
  createGroup(name: string, origin: Handover): void;
}

/** One server's replica of a group: the log, the tablet it drives, and the transactions while it leads. */
export class TabletReplica implements LogOwner {
  readonly group: string;
  readonly tablet: Tablet;
  readonly log: ReplicatedLog;
  readonly environment: ReplicaEnvironment;
  /** Present while this replica leads. */
  manager: TransactionManager | undefined = undefined;
  readonly #safer: Condition;
  /** The leader promised that no commit at or below it is still to come. */
  #promisedSafe = 0;
  #lastPromised = 0;

  constructor(environment: ReplicaEnvironment, group: string, origin: Handover) {
    this.environment = environment;
    this.group = group;
    this.tablet = new Tablet(origin);
    this.#safer = new Condition(environment.host, `safe time of ${group}`);
    this.log = new ReplicatedLog(
      environment.host,
      environment.clock,
      {
        group,
        members: environment.members,
        leaseMicros: LEASE_MICROS,
        heartbeatMicros: HEARTBEAT_MICROS,
        electionMicros: ELECTION_MICROS,
        mechanisms: environment.mechanisms.log,
      },
      this,
    );
  }

  /** The transactions, if this replica leads and its lease runs. */
  get serving(): TransactionManager | undefined {
    return this.log.holdsLease ? this.manager : undefined;
  }

  /** No timestamp at or below it may be assigned any more. */
  get timestampFloor(): number {
    return Math.max(this.tablet.floor, this.#lastPromised);
  }

  /** All commits at or below it are known here: Paxos' safe time and that of prepared transactions (section 4.1.3). */
  get safeTime(): number {
    return Math.min(this.#promisedSafe, this.tablet.preparedFloor());
  }

  /** Waits until everything up to a timestamp is known here: false when the time is over before. */
  *awaitSafe(timestamp: number, timeoutMicros: number): Task<boolean> {
    const { host, mechanisms } = this.environment;
    const deadline = host.now() + timeoutMicros;
    while (!mechanisms.isSafe(timestamp, this.safeTime)) {
      const patience = deadline - host.now();
      if (patience <= 0) return false;
      yield* this.#safer.wait(patience);
    }
    return true;
  }

  propose(command: Command): Task<boolean> {
    return this.log.propose(command);
  }

  apply(_slot: number, command: unknown): void {
    if (command === null) return;
    const chosen = command as Command;
    const written = this.#keysWritten(chosen);
    const handover = this.tablet.apply(chosen);
    for (const key of written) this.environment.host.mark('state', () => ({ key, value: this.tablet.latest(key) }));
    if (chosen.type === 'split' && handover !== undefined) this.environment.createGroup(chosen.into, handover);
    this.manager?.applied(chosen);
    this.#safer.notify();
  }

  #keysWritten(command: Command): readonly string[] {
    if (command.type === 'commit') return command.writes.map(({ key }) => key);
    if (command.type !== 'decide' || command.timestamp === null) return [];
    return (this.tablet.prepared.get(command.id)?.writes ?? []).map(({ key }) => key);
  }

  elected(): void {
    const { host } = this.environment;
    host.reachable('spanner: leader elected');
    host.spawn(`take office in ${this.group}`, this.#takeOffice());
  }

  deposed(): void {
    this.manager = undefined;
  }

  /**
   * Serves once every timestamp in the log is past: a participant's may lie beyond the end of the lease under which it was
   * given, and whoever coordinated it can no longer wait.
   */
  *#takeOffice(): Task<void> {
    const { host, clock, mechanisms } = this.environment;
    const { leadership } = this.log;
    yield* mechanisms.commitWait(host, clock, this.tablet.floor);
    if (leadership === undefined || this.log.leadership !== leadership) return;
    this.manager = new TransactionManager(this);
    this.manager.start();
  }

  /** Spanner's MinNextTS (section 4.2.3): no later command gets a timestamp at or below it. */
  note(): unknown {
    this.#lastPromised = Math.max(this.#lastPromised, this.environment.clock.now().earliest);
    return this.#lastPromised;
  }

  noted(note: unknown): void {
    this.#promisedSafe = Math.max(this.#promisedSafe, note as number);
    this.#safer.notify();
  }
}
