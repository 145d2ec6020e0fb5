import type { Host } from '../../simulation/host.ts';
import type { Program } from '../../simulation/node.ts';
import type { Request } from '../../simulation/request.ts';
import type { Task } from '../../simulation/task.ts';
import type { LogMessage } from '../parts/replicated-log/messages.ts';
import { TrueTime } from '../parts/true-time/true-time.ts';
import type { Handover } from './commands.ts';
import type { Mechanisms } from './mechanisms.ts';
import type {
  Elsewhere,
  GroupRequest,
  LocateReply,
  SnapshotReply,
  SnapshotRequest,
  SpannerRequest,
} from './messages.ts';
import { TabletReplica } from './tablet-replica.ts';
import type { TransactionManager } from './transaction-manager.ts';

const POLL_MICROS = 3_000_000;
const DRIFT_PPM = 2_000;
const FIRST_SYNC_RETRY_MICROS = 100_000;
const SAFE_TIMEOUT_MICROS = 700_000;

/** How a server is set up, the same on every server. */
export interface SpanserverOptions {
  readonly members: readonly string[];
  readonly masters: readonly string[];
  /** Groups of a new cluster, with their keys. */
  readonly groups: readonly { readonly name: string; readonly origin: Handover }[];
  readonly mechanisms: Mechanisms;
  /** What every server then takes the time from, rather than from TrueTime. */
  readonly exactTime?: (() => number) | undefined;
}

/** A server in one zone: a replica of every group, and TrueTime. */
export class Spanserver implements Program {
  readonly #host: Host;
  readonly #options: SpanserverOptions;
  readonly #clock: TrueTime;
  readonly #replicas = new Map<string, TabletReplica>();

  constructor(host: Host, options: SpanserverOptions) {
    this.#host = host;
    this.#options = options;
    const { masters, exactTime } = options;
    this.#clock = new TrueTime(host, { masters, pollMicros: POLL_MICROS, driftPpm: DRIFT_PPM, exactTime });
  }

  start(): void {
    this.#host.spawn('boot', this.#boot());
  }

  isPrimary(): boolean {
    return [...this.#replicas.values()].some((replica) => replica.log.leadership !== undefined);
  }

  receive(request: Request): void {
    const message = request.message as SpannerRequest | LogMessage;
    switch (message.kind) {
      case 'snapshot':
        return this.#answer(request, this.#snapshot(message));
      case 'locate':
        return request.reply(this.#locate(message.key));
      case 'release':
        for (const replica of this.#replicas.values()) replica.manager?.locks.release(message.id);
        return;
      case 'read':
        return this.#serve(request, this.#replicaOf(message.key), (manager) => manager.read(message));
      case 'commit':
      case 'prepare-transaction':
      case 'decide':
      case 'ending':
      case 'split':
      case 'merge':
      case 'absorb':
        return this.#serve(request, this.#replicas.get(message.group), (manager) => serve(manager, message));
      case 'pre-vote':
      case 'prepare':
      case 'accept':
      case 'heartbeat':
      case 'fetch':
        this.#replicas.get(message.group)?.log.receive(request);
    }
  }

  /** Answers as the leader of a group, or says who may be. */
  #serve(
    request: Request,
    replica: TabletReplica | undefined,
    handle: (manager: TransactionManager) => Task<unknown>,
  ): void {
    if (replica?.serving === undefined) return request.reply(this.#elsewhere(replica));
    this.#answer(request, handle(replica.serving));
  }

  /** A server without TrueTime knows nothing: it waits for its first poll, then joins its groups. */
  *#boot(): Task<void> {
    while (!this.#clock.isReady) {
      yield* this.#clock.sync();
      if (!this.#clock.isReady) yield* this.#host.sleep(FIRST_SYNC_RETRY_MICROS);
    }
    for (const { name, origin } of this.#options.groups) this.#createGroup(name, origin);
    yield* this.#clock.keepSynced();
  }

  #createGroup(name: string, origin: Handover): void {
    if (this.#replicas.has(name)) return;
    const replica = new TabletReplica(
      {
        host: this.#host,
        clock: this.#clock,
        mechanisms: this.#options.mechanisms,
        members: this.#options.members,
        groupOf: (key) => this.#replicaOf(key)?.group,
        createGroup: (group, handover) => this.#createGroup(group, handover),
      },
      name,
      origin,
    );
    this.#replicas.set(name, replica);
    replica.log.start();
  }

  #replicaOf(key: string): TabletReplica | undefined {
    for (const replica of this.#replicas.values()) if (replica.tablet.owns(key)) return replica;
    return undefined;
  }

  #elsewhere(replica: TabletReplica | undefined): Elsewhere {
    return { status: 'elsewhere', leader: replica?.log.leaderHint ?? null };
  }

  #locate(key: string): LocateReply {
    const replica = this.#replicaOf(key);
    if (replica === undefined) return this.#elsewhere(undefined);
    return { status: 'ok', group: replica.group, leader: replica.log.leaderHint ?? null };
  }

  #answer<R>(request: Request, task: Task<R>): void {
    this.#host.spawn(
      `answer ${request.message.kind}`,
      (function* answer(): Task<void> {
        request.reply(yield* task);
      })(),
    );
  }

  /** Reads without locks: at a timestamp at or below every replica's safe time, everyone sees the same. */
  *#snapshot({ keys, at, stalenessMicros }: SnapshotRequest): Task<SnapshotReply> {
    if (!this.#clock.isReady) return { status: 'refused', why: 'no time' };
    const now = this.#clock.now();
    const timestamp = at ?? (stalenessMicros === 0 ? now.latest : now.earliest - stalenessMicros);
    const values: unknown[] = [];
    for (const key of keys) {
      const replica = this.#replicaOf(key);
      if (replica === undefined) return { status: 'refused', why: `no replica of ${key}` };
      if (!(yield* replica.awaitSafe(timestamp, SAFE_TIMEOUT_MICROS)))
        return { status: 'refused', why: 'not safe yet' };
      if (!replica.tablet.owns(key)) return { status: 'refused', why: `${key} moved` };
      this.#host.sometimes('spanner: snapshot read at a follower', replica.log.leadership === undefined);
      values.push(replica.tablet.valueAt(key, timestamp));
    }
    return { status: 'ok', values, timestamp };
  }
}

function serve(manager: TransactionManager, request: GroupRequest): Task<unknown> {
  switch (request.kind) {
    case 'commit':
      return manager.coordinator.commit(request);
    case 'prepare-transaction':
      return manager.prepare(request);
    case 'decide':
      return manager.decide(request);
    case 'ending':
      return manager.ending(request);
    case 'split':
      return manager.split(request);
    case 'merge':
      return manager.merge(request);
    case 'absorb':
      return manager.absorb(request);
  }
}
