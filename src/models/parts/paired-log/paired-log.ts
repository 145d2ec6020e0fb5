import { Condition } from '../../../simulation/condition.ts';
import type { Host } from '../../../simulation/host.ts';
import type { Request } from '../../../simulation/request.ts';
import type { Task } from '../../../simulation/task.ts';
import { FencedLease, type LeaseOwner } from '../fenced-lease/fenced-lease.ts';
import type { Kept, LeaseMessage } from '../fenced-lease/messages.ts';
import type { FetchTail, FetchTailReply, LogRecord, PairedLogMessage, Replicate, ReplicateReply } from './messages.ts';
import { Term } from './term.ts';
import { sharedLength, WriteAheadLog } from './write-ahead-log.ts';

export interface PairedLogOptions {
  readonly group: string;
  readonly members: readonly string[];
  readonly leaseMicros: number;
  readonly restLeaseMicros: number;
  readonly clockMarginMicros: number;
  readonly replyMicros: number;
  /** Whether a line counts as committed only when the standby has it on disk, too. */
  readonly isStandbySynchronous: boolean;
}

/** The state machine above the log. */
export interface PairedLogOwner {
  /** This server leads: its state is what these lines make of an empty one. */
  elected(records: readonly LogRecord[]): void;
  deposed(): void;
  isIdle(): boolean;
}

/**
 * A write-ahead log with one leader and one synchronous standby. Who the two are is kept by the voters of the lease, so a
 * new leader knows whose log has all that was acknowledged, and the third server takes a lost one's place (Lamport, Malkhi,
 * Zhou, "Vertical Paxos", 2009; Lin et al., "PacificA", 2008).
 */
export class PairedLog implements LeaseOwner {
  readonly host: Host;
  readonly options: PairedLogOptions;
  readonly lease: FencedLease;
  readonly wal: WriteAheadLog;
  /** Wakes whoever waits for lines to be committed. */
  readonly progress: Condition;
  readonly #owner: PairedLogOwner;
  #term: Term | undefined = undefined;

  constructor(host: Host, options: PairedLogOptions, owner: PairedLogOwner) {
    this.host = host;
    this.options = options;
    this.#owner = owner;
    this.wal = new WriteAheadLog(host);
    this.progress = new Condition(host, 'the log to be committed');
    const { group, members, leaseMicros, restLeaseMicros, clockMarginMicros } = options;
    const lease = { group, members, lengthMicros: leaseMicros, restLengthMicros: restLeaseMicros };
    this.lease = new FencedLease(host, { ...lease, marginMicros: clockMarginMicros }, this);
  }

  start(): void {
    this.lease.start();
  }

  /** The term that this server serves under: it leads, holds the lease, and has had a standby. */
  get serving(): Term | undefined {
    const term = this.#term;
    return term !== undefined && term.isOpen && this.lease.isHeld(term.token) ? term : undefined;
  }

  isCurrent(term: Term): boolean {
    return this.#term === term;
  }

  get isLeading(): boolean {
    return this.#term !== undefined;
  }

  receive(request: Request): void {
    const message = request.message as PairedLogMessage | LeaseMessage;
    switch (message.kind) {
      case 'replicate':
        return this.#answer(request, this.#write(message));
      case 'fetch-tail':
        return this.#answer(request, this.#giveTail(message));
      default:
        return this.lease.receive(request);
    }
  }

  elected(token: number, kept: Kept | undefined): void {
    const term = new Term(this, token, kept);
    this.#term = term;
    this.host.spawn('lead', term.run());
  }

  deposed(): void {
    this.#term = undefined;
    this.#owner.deposed();
    this.progress.notify();
  }

  isIdle(): boolean {
    return this.#owner.isIdle();
  }

  /** The log is whole: the owner builds its state. */
  open(term: Term): void {
    if (this.isCurrent(term)) this.#owner.elected(this.wal.records);
  }

  *#write({ token, from, previousToken, records }: Replicate): Task<ReplicateReply> {
    const { voter } = this.lease;
    if (token < voter.promised) return this.#refuse();
    if (token > voter.promised) yield* voter.promise(token);
    if (token < voter.promised) return this.#refuse();
    if (from > this.wal.length || this.wal.tokenBefore(from) !== previousToken) return this.#refuse();
    this.wal.write(from, records);
    yield* this.host.sync();
    return { isOk: true, length: from + records.length };
  }

  #refuse(): ReplicateReply {
    return { isOk: false, promised: this.lease.voter.promised, ends: this.wal.ends() };
  }

  *#giveTail({ token, ends }: FetchTail): Task<FetchTailReply> {
    const { voter } = this.lease;
    if (token < voter.promised) return { isOk: false };
    if (token > voter.promised) yield* voter.promise(token);
    const from = sharedLength(this.wal.ends(), ends);
    return { isOk: true, from, records: this.wal.records.slice(from) };
  }

  #answer(request: Request, task: Task<unknown>): void {
    this.host.spawn(request.message.kind, task).onResolved((reply) => request.reply(reply));
  }
}
