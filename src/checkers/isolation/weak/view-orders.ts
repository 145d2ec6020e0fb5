import type { EmitOrder, Observations } from './observations.ts';
import { writes } from './observations.ts';

/**
 * Monotonic atomic view: once a transaction has read something of another, its later reads see all of that one's writes, or newer
 * ones. The read committed algorithm of AWDIT (Møldrup and Pavlogiannis, PLDI 2025): reads are scanned backwards with the next two writers of each key
 * in hand; a further one follows from those. O(n^1.5).
 */
export function emitMonotonicViewOrders(observations: Observations, keyCount: number, emit: EmitOrder): void {
  const { readStart, readKey, readWriter, writeStart, writeKey, dependencies } = observations;
  const count = dependencies.transactions.count;
  const next = new NextWriters(keyCount);
  const firstRead = new Int32Array(count).fill(-1);
  const keysSeen: number[] = [];
  for (let t = 0; t < count; t++) {
    const start = readStart[t]!;
    const end = readStart[t + 1]!;
    if (end - start < 2) continue;
    for (let r = end - 1; r >= start; r--) if (readWriter[r]! >= 0) firstRead[readWriter[r]!] = r;
    keysSeen.length = 0;
    for (let r = end - 1; r >= start; r--) {
      const seen = readWriter[r]!;
      if (seen >= 0 && firstRead[seen] === r) {
        const fewWrites = writeStart[seen + 1]! - writeStart[seen]! <= keysSeen.length;
        const bound = fewWrites ? writeStart[seen + 1]! : keysSeen.length;
        for (let i = fewWrites ? writeStart[seen]! : 0; i < bound; i++) {
          const key = fewWrites ? writeKey[i]! : keysSeen[i]!;
          if (!fewWrites && !writes(observations, seen, key)) continue;
          const before = next.otherThan(key, t, seen);
          if (before !== undefined && !emit(seen, before, t, key)) return;
        }
      }
      if (next.add(readKey[r]!, t, seen)) keysSeen.push(readKey[r]!);
    }
  }
}

/** By key the next two distinct writers that the transaction at hand reads from. */
class NextWriters {
  readonly #owner: Int32Array;
  readonly #first: Int32Array;
  readonly #second: Int32Array;

  constructor(keyCount: number) {
    this.#owner = new Int32Array(keyCount).fill(-1);
    this.#first = new Int32Array(keyCount);
    this.#second = new Int32Array(keyCount);
  }

  /** @returns whether the key is new to the transaction */
  add(key: number, owner: number, writer: number): boolean {
    if (this.#owner[key] !== owner) {
      this.#owner[key] = owner;
      this.#first[key] = this.#second[key] = writer;
      return true;
    }
    if (this.#first[key] === writer) return false;
    this.#second[key] = this.#first[key]!;
    this.#first[key] = writer;
    return false;
  }

  otherThan(key: number, owner: number, writer: number): number | undefined {
    if (this.#owner[key] !== owner) return undefined;
    if (this.#first[key] !== writer) return this.#first[key];
    return this.#second[key] === writer ? undefined : this.#second[key];
  }
}

/**
 * Read atomic: a transaction sees all or nothing of every other that it read from, and of those before it in its session when sessions
 * count (AWDIT, PLDI 2025, whose read atomic has sessions). The smaller of the two key sets is walked: O(n^1.5).
 */
export function emitReadAtomicOrders(
  observations: Observations,
  keyCount: number,
  sessions: boolean,
  emit: EmitOrder,
): void {
  const { readStart, readKey, readWriter, writeStart, writeKey, dependencies } = observations;
  const { count, process, outcome } = dependencies.transactions;
  const reader = new Int32Array(keyCount).fill(-1);
  const writerRead = new Int32Array(keyCount);
  const visited = new Int32Array(count).fill(-1);
  const lastWriters = new Map<number, Map<number, number>>();
  for (let t = 0; t < count; t++) {
    const start = readStart[t]!;
    const end = readStart[t + 1]!;
    for (let r = end - 1; r >= start; r--) {
      reader[readKey[r]!] = t;
      writerRead[readKey[r]!] = readWriter[r]!;
    }
    for (let r = start; r < end; r++) {
      const seen = readWriter[r]!;
      if (seen < 0 || visited[seen] === t) continue;
      visited[seen] = t;
      const fewWrites = writeStart[seen + 1]! - writeStart[seen]! <= end - start;
      const bound = fewWrites ? writeStart[seen + 1]! : end;
      for (let i = fewWrites ? writeStart[seen]! : start; i < bound; i++) {
        const key = fewWrites ? writeKey[i]! : readKey[i]!;
        if (fewWrites ? reader[key] !== t : !writes(observations, seen, key)) continue;
        if (writerRead[key] !== seen && !emit(seen, writerRead[key]!, t, key)) return;
      }
    }
    if (!sessions || outcome[t] !== 'ok') continue;
    let own = lastWriters.get(process[t]!);
    if (own === undefined) lastWriters.set(process[t]!, (own = new Map()));
    for (let r = start; r < end; r++) {
      const seen = own.get(readKey[r]!);
      if (seen !== undefined && seen !== readWriter[r] && !emit(seen, readWriter[r]!, t, readKey[r]!)) return;
    }
    for (let w = writeStart[t]!; w < writeStart[t + 1]!; w++) own.set(writeKey[w]!, t);
  }
}
