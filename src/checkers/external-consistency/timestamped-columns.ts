import type { History } from '../../history/history.ts';
import { identityOf } from '../identity.ts';
import type { Exercised } from '../verdict.ts';
import { accessesOf, timestampOf, type Access } from './timestamped.ts';

export const READ_WRITE = 0;
const STRONG_READ = 1;
export const STALE_READ = 2;

/** Acknowledged operations that tell a timestamp, in columns, in the order of their completions. */
export interface TimestampedColumns {
  readonly count: number;
  readonly historyLength: number;
  /** READ_WRITE, STRONG_READ or STALE_READ. */
  readonly kind: Uint8Array;
  readonly timestamp: Float64Array;
  /** Positions in the history. */
  readonly invokedAt: Int32Array;
  readonly completedAt: Int32Array;
  readonly accesses: readonly (readonly Access[])[];
  /** The keys of operation n's accesses are numbered at `keyStart[n] .. keyStart[n + 1] - 1`. */
  readonly keyStart: Int32Array;
  readonly keyNumber: Int32Array;
  readonly keyCount: number;
  readonly exercised: Exercised;
}

/**
 * Reads a history; see `readTimestamped` for what counts and what `strongReads` are.
 *
 * @throws HistoryError for a timestamp that is no integer
 */
export function readTimestampedColumns(
  { operations, pairs }: History,
  strongReads: ReadonlySet<string>,
): TimestampedColumns {
  const kind = new Uint8Array(operations.length);
  const timestamp = new Float64Array(operations.length);
  const invokedAt = new Int32Array(operations.length);
  const completedAt = new Int32Array(operations.length);
  const keyStart = new Int32Array(operations.length + 1);
  const accesses: (readonly Access[])[] = [];
  const keys = new KeyNumbers();
  const counts = { kinds: [0, 0, 0], unknownOutcomes: 0, reads: 0 };
  let count = 0;
  for (let position = 0; position < operations.length; position++) {
    const told = operations[position]!;
    if (typeof told.process !== 'number') continue;
    if (told.type !== 'ok') {
      const isOver = told.type === 'invoke' && (operations[pairs[position]!]?.type ?? 'info') !== 'info';
      if (told.type === 'info' || isOver) continue;
      const invoke = told.type === 'fail' ? operations[pairs[position]!]! : told;
      if (told.type === 'invoke') counts.unknownOutcomes++;
      keys.note(accessesOf(invoke.f, invoke.value));
      continue;
    }
    const commit = timestampOf(told, 'commitTimestamp', position);
    const own = Number.isNaN(commit) ? timestampOf(told, 'readTimestamp', position) : commit;
    const content = accessesOf(told.f, told.value);
    if (Number.isNaN(own)) {
      counts.unknownOutcomes++;
      keys.note(content);
      continue;
    }
    const invoke = operations[pairs[position]!]!;
    const isStrong = (told['strong'] ?? invoke['strong'] ?? strongReads.has(invoke.f)) === true;
    kind[count] = Number.isNaN(commit) ? (isStrong ? STRONG_READ : STALE_READ) : READ_WRITE;
    timestamp[count] = own;
    invokedAt[count] = pairs[position]!;
    completedAt[count] = position;
    for (let i = 0; i < content.length; i++) if (content[i]![0] === 'r') counts.reads++;
    counts.kinds[kind[count]!]!++;
    keys.append(content);
    accesses.push(content);
    keyStart[++count] = keys.size;
  }
  const [commits, strong, stale] = counts.kinds as [number, number, number];
  return {
    count,
    historyLength: operations.length,
    kind,
    timestamp: timestamp.subarray(0, count),
    invokedAt,
    completedAt,
    accesses,
    keyStart,
    keyNumber: keys.numbers,
    keyCount: keys.count,
    exercised: {
      commits,
      strongReads: strong,
      staleReads: stale,
      unknownOutcomes: counts.unknownOutcomes,
      reads: counts.reads,
      keys: keys.count,
    },
  };
}

/** Numbers keys, and keeps the numbers of those that are appended. */
class KeyNumbers {
  numbers: Int32Array = new Int32Array(4096);
  size = 0;
  readonly #numberOf = new Map<unknown, number>();

  get count(): number {
    return this.#numberOf.size;
  }

  note(accesses: readonly Access[]): void {
    for (let i = 0; i < accesses.length; i++) this.#number(accesses[i]![1]);
  }

  append(accesses: readonly Access[]): void {
    if (this.size + accesses.length > this.numbers.length) this.#grow(this.size + accesses.length);
    for (let i = 0; i < accesses.length; i++) this.numbers[this.size++] = this.#number(accesses[i]![1]);
  }

  #number(key: unknown): number {
    const identity = identityOf(key);
    let number = this.#numberOf.get(identity);
    if (number === undefined) this.#numberOf.set(identity, (number = this.#numberOf.size));
    return number;
  }

  #grow(least: number): void {
    const grown = new Int32Array(2 * least);
    grown.set(this.numbers);
    this.numbers = grown;
  }
}
