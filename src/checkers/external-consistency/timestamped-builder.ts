import type { Operation } from '../../history/operation.generated.ts';
import { double } from '../grow.ts';
import { KeyNumbers } from './key-numbers.ts';
import { accessesOf, timestampOf, type Access } from './timestamped.ts';
import { READ_WRITE, STALE_READ, STRONG_READ, type TimestampedColumns } from './timestamped-columns.ts';

/** An invocation that waits for its completion. */
interface Open {
  readonly invoke: Operation;
  readonly position: number;
}

/**
 * Collects operations that tell timestamps into columns; none is kept longer than it is open. Operations must come in the order of the
 * history, and every client's must alternate (see `pairOperations`). What counts is as for `readTimestamped`.
 */
export class TimestampedBuilder {
  /** Undefined: every read counts as strong, whatever it says of itself. */
  readonly #strongReads: ReadonlySet<string> | undefined;
  readonly #open = new Map<number, Open>();
  readonly #keys = new KeyNumbers();
  readonly #accesses: (readonly Access[])[] = [];
  readonly #counts: [commits: number, strong: number, stale: number] = [0, 0, 0];
  #unknownOutcomes = 0;
  #reads = 0;
  #position = 0;
  #count = 0;
  #kind = new Uint8Array(1024);
  #timestamp = new Float64Array(1024);
  #invokedAt = new Int32Array(1024);
  #completedAt = new Int32Array(1024);
  #keyStart = new Int32Array(1024);

  /** @param strongReads names of read-only operations that real time binds; `strong` on an operation decides for that one. Default: all of them */
  constructor(strongReads?: ReadonlySet<string>) {
    this.#strongReads = strongReads;
  }

  /** @throws HistoryError for a timestamp that is no integer */
  push(operation: Operation): void {
    const { process, type } = operation;
    const position = this.#position++;
    if (typeof process !== 'number') return;
    if (type === 'invoke') {
      this.#open.set(process, { invoke: operation, position });
      return;
    }
    const open = this.#open.get(process);
    if (open === undefined) return;
    this.#open.delete(process);
    if (type === 'ok') this.#acknowledge(open, operation, position);
    else this.#note(open.invoke, type === 'info');
  }

  /** The columns of what was pushed; whatever is still open has an unknown outcome. The builder is not used after it. */
  finish(): TimestampedColumns {
    for (const { invoke } of this.#open.values()) this.#note(invoke, true);
    const count = this.#count;
    const [commits, strongReads, staleReads] = this.#counts;
    const [unknownOutcomes, reads, keys] = [this.#unknownOutcomes, this.#reads, this.#keys.count];
    return {
      count,
      historyLength: this.#position,
      kind: this.#kind.subarray(0, count),
      timestamp: this.#timestamp.subarray(0, count),
      invokedAt: this.#invokedAt.subarray(0, count),
      completedAt: this.#completedAt.subarray(0, count),
      accesses: this.#accesses,
      keyStart: this.#keyStart.subarray(0, count + 1),
      keyNumber: this.#keys.numbers,
      keyCount: keys,
      exercised: { commits, strongReads, staleReads, unknownOutcomes, reads, keys },
    };
  }

  /** What has no timestamp: its keys were used, and its outcome may be unknown. */
  #note({ f, value }: Operation, isUnknown: boolean): void {
    if (isUnknown) this.#unknownOutcomes++;
    this.#keys.note(accessesOf(f, value));
  }

  #acknowledge({ invoke, position: invokedAt }: Open, completion: Operation, position: number): void {
    const commit = timestampOf(completion, 'commitTimestamp', position);
    const isCommit = !Number.isNaN(commit);
    const timestamp = isCommit ? commit : timestampOf(completion, 'readTimestamp', position);
    if (Number.isNaN(timestamp)) return this.#note(completion, true);
    const n = this.#count++;
    if (this.#count === this.#kind.length) this.#grow();
    const kind = isCommit ? READ_WRITE : this.#isStrong(invoke, completion) ? STRONG_READ : STALE_READ;
    this.#counts[kind]++;
    this.#kind[n] = kind;
    this.#timestamp[n] = timestamp;
    this.#invokedAt[n] = invokedAt;
    this.#completedAt[n] = position;
    const accesses = accessesOf(completion.f, completion.value);
    for (let i = 0; i < accesses.length; i++) if (accesses[i]![0] === 'r') this.#reads++;
    this.#keys.append(accesses);
    this.#accesses.push(accesses);
    this.#keyStart[this.#count] = this.#keys.size;
  }

  #isStrong(invoke: Operation, completion: Operation): boolean {
    if (this.#strongReads === undefined) return true;
    return (completion['strong'] ?? invoke['strong'] ?? this.#strongReads.has(invoke.f)) === true;
  }

  #grow(): void {
    this.#kind = double(this.#kind, Uint8Array);
    this.#timestamp = double(this.#timestamp, Float64Array);
    this.#invokedAt = double(this.#invokedAt, Int32Array);
    this.#completedAt = double(this.#completedAt, Int32Array);
    this.#keyStart = double(this.#keyStart, Int32Array);
  }
}
