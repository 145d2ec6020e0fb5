import { Condition } from '../../../simulation/condition.ts';
import type { Host } from '../../../simulation/host.ts';
import type { Request } from '../../../simulation/request.ts';
import type { Task } from '../../../simulation/task.ts';
import type { IntervalClock } from '../interval-clock.ts';
import { Acceptor } from './acceptor.ts';
import type { Ballot } from './ballot.ts';
import { campaign } from './campaign.ts';
import type { Leadership } from './leadership.ts';
import { LeaseVotes } from './lease-votes.ts';
import type { LogMechanisms } from './mechanisms.ts';
import type { Accept, Fetch, FetchReply, Heartbeat, LogMessage, Prepare, PrepareReply, PreVote } from './messages.ts';

/** What a log is replicated for. */
export interface LogOwner {
  /** A command was chosen; called once a slot, in order, on every replica. Null fills a gap. */
  apply(slot: number, command: unknown): void;
  /** This replica leads, and has applied all that any earlier leader had chosen. */
  elected(): void;
  /** It no longer leads. */
  deposed(): void;
  /** What followers should know once they have applied everything proposed so far. */
  note(): unknown;
  noted(note: unknown): void;
}

/** Who replicates a log, and how patient they are. Times in microseconds. */
export interface LogOptions {
  readonly group: string;
  /** All replicas, this one among them, in the same order everywhere. */
  readonly members: readonly string[];
  readonly leaseMicros: number;
  readonly heartbeatMicros: number;
  readonly electionMicros: number;
  readonly mechanisms: LogMechanisms;
  /**
   * A leader that no majority answered for so long resigns (KIP-595; Raft's check quorum), so that one that can be heard but
   * hears nothing holds nobody up. Without, it stays until another is elected.
   */
  readonly resignMicros?: number;
  /** How rarely a leader beats while there is nothing to do. Without, it never rests. */
  readonly rest?: { readonly heartbeatMicros: number; isIdle(): boolean };
}

/**
 * One replica of a Multi-Paxos log with a leader that holds a timed lease: acceptor, learner and, when elected, leader.
 * Chandra, Griesemer, Redstone, "Paxos Made Live" (PODC 2007).
 */
export class ReplicatedLog {
  readonly host: Host;
  readonly options: LogOptions;
  readonly clock: IntervalClock;
  readonly owner: LogOwner;
  readonly acceptor: Acceptor;
  /** Wakes whoever waits for commands to be applied or the leader to change. */
  readonly progress: Condition;
  /** Wakes a leader that rests. */
  readonly wanted: Condition;
  /** Chosen commands by slot, without gaps. */
  readonly #chosen: unknown[] = [];
  readonly #votes: LeaseVotes;
  #leadership: Leadership | undefined = undefined;
  #leaderHint: string | undefined = undefined;
  #heardAt: number;
  #isFetching = false;
  #pendingNote: { readonly note: unknown; readonly slot: number } | undefined = undefined;

  constructor(host: Host, clock: IntervalClock, options: LogOptions, owner: LogOwner) {
    this.host = host;
    this.clock = clock;
    this.options = options;
    this.owner = owner;
    this.acceptor = new Acceptor(host, options.group, options.mechanisms);
    this.progress = new Condition(host, `progress of the log of ${options.group}`);
    this.wanted = new Condition(host, `work for the log of ${options.group}`);
    this.#votes = new LeaseVotes(clock, options.leaseMicros, options.mechanisms, host.restarts > 0);
    this.#heardAt = host.now();
  }

  start(): void {
    this.host.spawn(`elections of ${this.options.group}`, this.#watchLeader());
  }

  /** The present leadership, while this replica leads. */
  get leadership(): Leadership | undefined {
    return this.#leadership;
  }

  /** Whether this replica leads and its lease surely still runs. */
  get holdsLease(): boolean {
    return this.#leadership?.holdsLease() === true;
  }

  /** Who leads, as far as this replica knows. */
  get leaderHint(): string | undefined {
    return this.#leadership === undefined ? this.#leaderHint : this.host.name;
  }

  get majority(): number {
    return (this.options.members.length >> 1) + 1;
  }

  /** All slots below this one are chosen and applied here. */
  get chosenUpTo(): number {
    return this.#chosen.length;
  }

  receive(request: Request): void {
    const message = request.message as LogMessage;
    switch (message.kind) {
      case 'pre-vote':
        return this.#onPreVote(message, request);
      case 'prepare':
        return this.#onPrepare(message, request);
      case 'accept':
        return this.#onAccept(message, request);
      case 'heartbeat':
        return this.#onHeartbeat(message, request);
      case 'fetch':
        return request.reply(this.#answerFetch(message));
    }
  }

  /** Appends a command to the log: true once it is chosen and applied here, false when it is not known to be. */
  *propose(command: unknown): Task<boolean> {
    const leadership = this.#leadership;
    if (leadership === undefined) return false;
    return yield* leadership.propose(command);
  }

  /** The leader learnt that the next slot is chosen. */
  choose(command: unknown): void {
    const slot = this.#chosen.length;
    this.#chosen.push(command);
    this.owner.apply(slot, command);
    this.progress.notify();
  }

  /** A higher ballot beat this replica's. */
  stepDown(): void {
    if (this.#leadership === undefined) return;
    this.host.reachable('log: leader deposed');
    this.#leadership.releaseLease();
    this.#leadership = undefined;
    this.#heardAt = this.host.now();
    this.owner.deposed();
    this.progress.notify();
  }

  #onPreVote(_message: PreVote, request: Request): void {
    const isQuiet = this.host.now() - this.#heardAt >= this.options.electionMicros / 2;
    request.reply(isQuiet && this.#votes.isFreeFor(request.from));
  }

  #onPrepare(message: Prepare, request: Request): void {
    if (!this.#votes.isFreeFor(request.from)) return request.reply({ isOk: false, promised: 0 } satisfies PrepareReply);
    if (message.ballot > this.acceptor.promised && request.from !== this.host.name) this.stepDown();
    if (message.ballot >= this.acceptor.promised) this.#votes.give(request.from);
    this.#replyWith(request, 'promise', this.acceptor.prepare(message.ballot, message.fromSlot));
  }

  #onAccept(message: Accept, request: Request): void {
    this.#hear(message.ballot, request.from, message.restMicros);
    this.#replyWith(request, 'accept', this.acceptor.accept(message.ballot, message.slot, message.command));
    this.#learn(message.ballot, message.chosenUpTo, request.from);
  }

  #onHeartbeat(message: Heartbeat, request: Request): void {
    const { promised } = this.acceptor;
    this.#hear(message.ballot, request.from, message.restMicros);
    if (message.note !== null) this.#pendingNote = { note: message.note, slot: message.noteSlot };
    this.#learn(message.ballot, message.chosenUpTo, request.from);
    request.reply(message.ballot < promised ? { isOk: false, promised } : { isOk: true });
  }

  /** @param restMicros how long the leader need not be heard again, although it lives */
  #hear(ballot: Ballot, leader: string, restMicros = 0): void {
    if (ballot < this.acceptor.promised) return;
    if (leader !== this.host.name) this.stepDown();
    this.#leaderHint = leader;
    this.#heardAt = this.host.now() + restMicros;
    this.#votes.give(leader);
  }

  #replyWith<R>(request: Request, name: string, task: Task<R>): void {
    this.host.spawn(
      name,
      (function* answer(): Task<void> {
        request.reply(yield* task);
      })(),
    );
  }

  /** Everything below `chosenUpTo` is chosen: what was accepted from that very leader is it, the rest is fetched. */
  #learn(ballot: Ballot, chosenUpTo: number, leader: string): void {
    if (leader === this.host.name) return this.#takeNote();
    while (this.#chosen.length < chosenUpTo) {
      const accepted = this.acceptor.acceptedAt(this.#chosen.length);
      if (accepted?.ballot !== ballot) break;
      this.choose(accepted.command);
    }
    if (this.#chosen.length < chosenUpTo && !this.#isFetching)
      this.host.spawn(`fetch ${this.options.group}`, this.#fetch(ballot, leader));
    this.#takeNote();
  }

  *#fetch(ballot: Ballot, leader: string): Task<void> {
    this.#isFetching = true;
    const fromSlot = this.#chosen.length;
    const message: Fetch = { kind: 'fetch', group: this.options.group, fromSlot };
    const reply = yield* this.host.call<FetchReply>(leader, message, 2 * this.options.heartbeatMicros);
    this.#isFetching = false;
    if (reply === undefined) return;
    this.host.reachable('log: replica caught up by fetching');
    this.host.best('log: commands fetched at once', reply.commands.length);
    reply.commands.forEach((command, nth) => {
      const slot = fromSlot + nth;
      if (slot !== this.#chosen.length) return;
      this.acceptor.store({ slot, ballot, command });
      this.choose(command);
    });
    this.#takeNote();
  }

  #answerFetch({ fromSlot }: Fetch): FetchReply {
    return { commands: this.#chosen.slice(fromSlot) };
  }

  #takeNote(): void {
    const pending = this.#pendingNote;
    if (pending === undefined || this.#chosen.length < pending.slot) return;
    this.#pendingNote = undefined;
    this.owner.noted(pending.note);
  }

  /** Campaigns whenever no leader was heard of for long enough; the wait differs from replica to replica. */
  *#watchLeader(): Task<void> {
    const { electionMicros, members } = this.options;
    const rank = members.indexOf(this.host.name);
    for (;;) {
      const patience = electionMicros + (rank * electionMicros) / 4 + this.host.randomBelow(electionMicros >> 1);
      yield* this.host.sleep(Math.max(patience >> 1, this.#heardAt - this.host.now()));
      const isQuiet = this.host.now() - this.#heardAt > patience;
      if (this.#leadership === undefined && isQuiet) yield* this.#campaign();
    }
  }

  *#campaign(): Task<void> {
    const leadership = yield* campaign(this);
    if (leadership === undefined) return;
    this.host.sometimes('log: leader elected after another', this.#leaderHint !== undefined);
    this.#leaderHint = this.host.name;
    this.#leadership = leadership;
    leadership.start();
  }
}
