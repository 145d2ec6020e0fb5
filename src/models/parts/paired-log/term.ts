import type { Task } from '../../../simulation/task.ts';
import type { Kept } from '../fenced-lease/messages.ts';
import type { FetchTail, FetchTailReply, Replicate, ReplicateReply } from './messages.ts';
import type { PairedLog } from './paired-log.ts';
import { sharedLength } from './write-ahead-log.ts';

/** Questions in a row that a standby may leave unanswered before another takes its place. */
const PATIENCE = 3;
const REST_MICROS = 3_600_000_000;
const PAUSE_MICROS = 20_000;

/** The two servers that have every committed line. */
interface Pair {
  readonly leader: string;
  readonly standby: string;
}

/** A server's time as leader, under one token. */
export class Term {
  readonly token: number;
  /** Whether it ever had a standby: only then is it known that nothing acknowledged is missing. */
  isOpen = false;
  readonly #log: PairedLog;
  readonly #kept: Kept | undefined;
  readonly #standbys: readonly string[];
  /** Lines on this server's disk, and on the standby's. */
  #synced = 0;
  #replicated = 0;
  #isSyncing = false;
  /** Whether the present standby is the one that the voters keep: only its acknowledgements count. */
  #isPaired = false;
  #committed = 0;

  constructor(log: PairedLog, token: number, kept: Kept | undefined) {
    this.#log = log;
    this.token = token;
    this.#kept = kept;
    const pair = kept?.value as Pair | undefined;
    const { host, options } = log;
    const others = options.members.filter((member) => member !== host.name);
    this.#standbys = others.toSorted((a, b) => Number(isIn(pair, b)) - Number(isIn(pair, a)));
  }

  /** Writes a line; it counts once it is committed. Returns the position after it. */
  append(type: string, change: unknown): number {
    this.#log.wal.append({ type, token: this.token, change });
    if (!this.#isSyncing) this.#log.host.spawn('sync the log', this.#sync());
    this.#log.progress.notify();
    return this.#log.wal.length;
  }

  /** Waits until everything before a position is committed; false when that is not known in time. */
  *committed(position: number, timeoutMicros: number): Task<boolean> {
    const { host, progress } = this.#log;
    const deadline = host.now() + timeoutMicros;
    while (this.#isCurrent && this.#committed < position) {
      const patience = deadline - host.now();
      if (patience <= 0) return false;
      yield* progress.wait(patience);
    }
    return this.#committed >= position;
  }

  /** Makes the log whole, then keeps a standby, for as long as the lease is held. */
  *run(): Task<void> {
    if (!(yield* this.#recover())) return;
    yield* this.#log.host.sync();
    this.#synced = this.#log.wal.length;
    for (let nth = 0; this.#isCurrent; nth++) {
      const standby = this.#standbys[nth % this.#standbys.length] ?? '';
      this.#isPaired = false;
      if (yield* this.#pairWith(standby)) yield* this.#feed(standby);
      this.#log.host.sometimes('pair: standby replaced', this.isOpen && this.#isCurrent);
      yield* this.#log.host.sleep(PAUSE_MICROS);
    }
  }

  /** Takes over the log of a server of the last pair, which has every line that was acknowledged. */
  *#recover(): Task<boolean> {
    const pair = this.#kept?.value as Pair | undefined;
    const { host, wal, options } = this.#log;
    if (pair === undefined || isIn(pair, host.name)) return true;
    for (let nth = 0; this.#isCurrent; nth++) {
      const message: FetchTail = { kind: 'fetch-tail', token: this.token, ends: wal.ends() };
      const from = nth % 2 === 0 ? pair.leader : pair.standby;
      const reply = yield* host.call<FetchTailReply>(from, message, options.replyMicros);
      if (reply?.isOk !== true || !this.#isCurrent) continue;
      wal.truncate(reply.from);
      wal.write(reply.from, reply.records);
      host.reachable('pair: a server outside of the last pair leads');
      return true;
    }
    return false;
  }

  /** Brings a server up to date, then has the voters keep it as the standby. */
  *#pairWith(standby: string): Task<boolean> {
    this.#replicated = 0;
    let misses = 0;
    let position = this.#log.wal.length;
    while (this.#isCurrent && misses < PATIENCE) {
      const isOk = yield* this.#send(standby, position);
      if (!isOk) misses++;
      if (!isOk || this.#replicated < this.#log.wal.length) {
        position = Math.min(this.#replicated, this.#log.wal.length);
        continue;
      }
      const pair: Pair = { leader: this.#log.host.name, standby };
      if (!(yield* this.#log.lease.keep(this.token, pair)) || !this.#isCurrent) return false;
      this.#isPaired = true;
      this.#countCommitted();
      if (!this.isOpen) {
        this.isOpen = true;
        this.#log.open(this);
      }
      return true;
    }
    return false;
  }

  /** Sends the standby every line as it is written, until it is silent for too long. */
  *#feed(standby: string): Task<void> {
    let misses = 0;
    while (this.#isCurrent && misses < PATIENCE) {
      if (this.#replicated >= this.#log.wal.length) yield* this.#log.progress.wait(REST_MICROS);
      else if (yield* this.#send(standby, this.#replicated)) misses = 0;
      else misses++;
    }
  }

  /** Sends the lines from a position on; true when the standby has them on disk. */
  *#send(standby: string, position: number): Task<boolean> {
    const { host, wal, options } = this.#log;
    const message: Replicate = {
      kind: 'replicate',
      token: this.token,
      from: position,
      previousToken: wal.tokenBefore(position),
      records: wal.records.slice(position),
    };
    const reply = yield* host.call<ReplicateReply>(standby, message, options.replyMicros);
    if (reply === undefined) return false;
    if (!reply.isOk) {
      this.#replicated = sharedLength(wal.ends(), reply.ends);
      if (reply.promised > this.token) yield* host.sleep(PAUSE_MICROS);
      return false;
    }
    this.#replicated = Math.max(this.#replicated, reply.length);
    this.#countCommitted();
    return true;
  }

  *#sync(): Task<void> {
    this.#isSyncing = true;
    while (this.#synced < this.#log.wal.length) {
      const length = this.#log.wal.length;
      yield* this.#log.host.sync();
      this.#synced = length;
      this.#countCommitted();
    }
    this.#isSyncing = false;
  }

  #countCommitted(): void {
    const { isStandbySynchronous } = this.#log.options;
    if (isStandbySynchronous && !this.#isPaired) return;
    const onBoth = isStandbySynchronous ? Math.min(this.#synced, this.#replicated) : this.#synced;
    if (onBoth <= this.#committed) return;
    this.#committed = onBoth;
    this.#log.progress.notify();
  }

  get #isCurrent(): boolean {
    return this.#log.isCurrent(this);
  }
}

function isIn(pair: Pair | undefined, name: string): boolean {
  return pair?.leader === name || pair?.standby === name;
}
