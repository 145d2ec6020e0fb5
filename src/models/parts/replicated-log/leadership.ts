import type { Task } from '../../../simulation/task.ts';
import type { Ballot } from './ballot.ts';
import type { Accept, AcceptedEntry, AcceptReply, Heartbeat } from './messages.ts';
import type { ReplicatedLog } from './replicated-log.ts';

/** The longest wait between two attempts at a slot, in heartbeats. */
const BACK_OFF_AT_MOST = 4;

/** A replica's time as leader, under one ballot: proposes commands, beats, and keeps its lease. */
export class Leadership {
  readonly ballot: Ballot;
  readonly #log: ReplicatedLog;
  readonly #reported: readonly AcceptedEntry[];
  readonly #proposed = new Map<number, unknown>();
  readonly #chosen = new Set<number>();
  #nextSlot: number;
  #leaseFrom: number;
  #leaseUntil: number;
  #answeredAt: number;
  /** How long it is between two heartbeats while the owner is idle; undefined while it isn't. */
  #restMicros: number | undefined = undefined;

  constructor(log: ReplicatedLog, ballot: Ballot, leaseUntil: number, reported: readonly AcceptedEntry[]) {
    this.#log = log;
    this.ballot = ballot;
    this.#reported = reported;
    this.#nextSlot = log.chosenUpTo;
    this.#leaseFrom = log.clock.now().latest;
    this.#leaseUntil = leaseUntil;
    this.#answeredAt = log.host.now();
  }

  start(): void {
    this.#claimLease();
    this.#log.host.spawn(`take over ${this.#log.options.group}`, this.#takeOver());
    this.#log.host.spawn(`heartbeats of ${this.#log.options.group}`, this.#beat());
  }

  /** Whether this is still the leadership of its replica. */
  get isCurrent(): boolean {
    return this.#log.leadership === this;
  }

  /** Whether the lease surely still runs, by true time. */
  holdsLease(): boolean {
    return this.isCurrent && this.#log.clock.now().latest < this.#leaseUntil;
  }

  /** Gives up what is left of the lease. */
  releaseLease(): void {
    const until = Math.min(this.#leaseUntil, this.#log.clock.now().latest);
    this.#leaseUntil = 0;
    this.#log.host.observe('lease', { ...this.#claim(until), released: true });
  }

  /** Proposes a command in the next slot: true once it is chosen and applied here, false when that is not known. */
  *propose(command: unknown): Task<boolean> {
    const slot = this.#nextSlot++;
    this.#proposed.set(slot, command);
    yield* this.#replicate(slot, command);
    while (this.isCurrent && this.#log.chosenUpTo <= slot) yield* this.#log.progress.wait(Infinity);
    return this.#chosen.has(slot) && this.#log.chosenUpTo > slot;
  }

  /** Proposes anew what an earlier leader may have had chosen, then a command of its own; then it may serve. */
  *#takeOver(): Task<void> {
    const end = this.#reported.reduce((most, { slot }) => Math.max(most, slot + 1), this.#nextSlot);
    const pending = [];
    for (let slot = this.#nextSlot; slot < end; slot++) {
      const reported = this.#reported.filter((entry) => entry.slot === slot);
      const command = this.#log.options.mechanisms.commandToPropose(reported);
      this.#log.host.sometimes('log: new leader finishes the work of another', command !== null);
      pending.push(this.#log.host.spawn(`take over slot ${slot}`, this.propose(command)));
    }
    for (const result of pending) yield* this.#log.host.wait(result, Infinity, 'the log to be taken over');
    const isDone = yield* this.propose(null);
    if (isDone && this.isCurrent) this.#log.owner.elected();
  }

  /** Sends the command, less and less often, until a majority accepted it or the leadership is over. */
  *#replicate(slot: number, command: unknown): Task<void> {
    const { host, options, majority } = this.#log;
    let patience = options.heartbeatMicros;
    while (this.isCurrent) {
      const accept: Accept = {
        kind: 'accept',
        group: options.group,
        ballot: this.ballot,
        slot,
        command,
        chosenUpTo: this.#log.chosenUpTo,
        ...(this.#restMicros === undefined ? {} : { restMicros: this.#restMicros }),
      };
      const votes = yield* host.quorum<AcceptReply>(options.members, accept, majority, patience, (reply) => reply.isOk);
      if (votes.isReached) return this.#learn(slot);
      this.#heed(votes.rejected);
      patience = Math.min(2 * patience, BACK_OFF_AT_MOST * options.heartbeatMicros);
    }
  }

  #learn(slot: number): void {
    this.#chosen.add(slot);
    if (!this.isCurrent) return;
    while (this.#chosen.has(this.#log.chosenUpTo)) this.#log.choose(this.#proposed.get(this.#log.chosenUpTo));
  }

  #heed(rejected: readonly { readonly reply: AcceptReply }[]): void {
    for (const { reply } of rejected)
      if (!reply.isOk && reply.promised > this.ballot && this.isCurrent) this.#log.stepDown();
  }

  *#beat(): Task<void> {
    const { host, options, wanted } = this.#log;
    while (this.isCurrent) {
      this.#restMicros = options.rest?.isIdle() === true ? options.rest.heartbeatMicros : undefined;
      host.spawn('heartbeat', this.#sendHeartbeat(this.#restMicros));
      if (this.#restMicros === undefined) yield* host.sleep(options.heartbeatMicros);
      else yield* wanted.wait(this.#restMicros);
    }
  }

  /** While its owner rests a leader lets its lease run out: nobody campaigns before the next heartbeat is due, and that is all. */
  *#sendHeartbeat(restMicros: number | undefined): Task<void> {
    const { host, options, clock, owner, majority } = this.#log;
    const askedAt = clock.now();
    const heartbeat: Heartbeat = {
      kind: 'heartbeat',
      group: options.group,
      ballot: this.ballot,
      chosenUpTo: this.#log.chosenUpTo,
      note: this.holdsLease() ? owner.note() : null,
      noteSlot: this.#nextSlot,
      ...(restMicros === undefined ? {} : { restMicros }),
    };
    const votes = yield* host.quorum<AcceptReply>(
      options.members,
      heartbeat,
      majority,
      2 * options.heartbeatMicros,
      (reply) => reply.isOk,
    );
    this.#heed(votes.rejected);
    if (!this.isCurrent) return;
    if (!votes.isReached) return this.#resignIfUnanswered();
    this.#answeredAt = host.now();
    if (restMicros === undefined) this.#extendLease(askedAt.earliest + options.leaseMicros);
  }

  #resignIfUnanswered(): void {
    const { host, options } = this.#log;
    if (options.resignMicros === undefined || host.now() - this.#answeredAt <= options.resignMicros) return;
    host.reachable('log: a leader that nobody answers resigns');
    this.#log.stepDown();
  }

  /** Claims more only when it is worth a line in the history; until then the old claim is what binds. */
  #extendLease(until: number): void {
    const { clock, options } = this.#log;
    if (until - this.#leaseUntil < options.leaseMicros / 3) return;
    const now = clock.now().latest;
    if (now >= this.#leaseUntil) this.#leaseFrom = now;
    this.#leaseUntil = until;
    this.#claimLease();
  }

  #claimLease(): void {
    this.#log.host.observe('lease', this.#claim(this.#leaseUntil));
  }

  #claim(until: number): object {
    return { group: this.#log.options.group, ballot: this.ballot, from: this.#leaseFrom, until };
  }
}
