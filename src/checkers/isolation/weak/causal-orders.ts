import type { StepBudget } from '../../graph/path.ts';
import { visibilityOrder, writes, type EmitOrder, type Observations } from './observations.ts';

/**
 * Causal consistency with sessions (AWDIT, PLDI 2025): vector clocks over sessions in an order of sessions and reads; every read must
 * see, for each session, the last visible writer of its key, or a later one. O(n k) for k sessions.
 *
 * @returns false when sessions and reads are cyclic themselves, and nothing could be emitted
 */
export function emitCausalOrders(observations: Observations, keyCount: number, emit: EmitOrder): boolean {
  const order = visibilityOrder(observations.dependencies, true);
  if (order === undefined) return false;
  const sessions = numberSessions(observations);
  const clocks = new Clocks(observations, sessions);
  const writers = new SessionWriters(observations, sessions, keyCount);
  const { readStart, readKey, readWriter } = observations;
  for (const t of order) {
    clocks.advance(t);
    for (let r = readStart[t]!; r < readStart[t + 1]!; r++) {
      const from = readWriter[r]!;
      const key = readKey[r]!;
      for (let list = writers.listStart[key]!; list < writers.listStart[key + 1]!; list++) {
        const session = writers.listSession[list]!;
        const seen = writers.lastUpTo(list, clocks.at(t, session));
        if (seen === -1 || seen === from || writers.isRepeated(list, from)) continue;
        if (from >= 0 && clocks.at(from, session) >= sessions.place[seen]!) continue;
        if (!emit(seen, from, t, key)) return true;
      }
    }
  }
  return true;
}

/** No transaction, and not the initial value either. */
const NOT_ORDERED = -2;
/** Above every place in a session. */
const LAST = 2 ** 31 - 1;

interface Sessions {
  readonly count: number;
  /** By transaction its session (-1 where it did not take effect), and its place there from 0. */
  readonly of: Int32Array;
  readonly place: Int32Array;
}

function numberSessions({ dependencies }: Observations): Sessions {
  const { transactions, present } = dependencies;
  const numbers = new Map<number, number>();
  const sizes: number[] = [];
  const of = new Int32Array(transactions.count).fill(-1);
  const place = new Int32Array(transactions.count);
  for (let t = 0; t < transactions.count; t++) {
    if (present[t] === 0) continue;
    const process = transactions.process[t]!;
    let session = numbers.get(process);
    if (session === undefined) {
      session = sizes.push(0) - 1;
      numbers.set(process, session);
    }
    of[t] = session;
    place[t] = sizes[session]!++;
  }
  return { count: sizes.length, of, place };
}

/** For each transaction how far it sees into each session: the place of the last visible transaction, or -1. */
class Clocks {
  readonly #observations: Observations;
  readonly #sessions: Sessions;
  readonly #rows: Int32Array;
  /** By transaction its row, for those that took effect. */
  readonly #rowOf: Int32Array;
  /** By session the transaction of it that was passed last. */
  readonly #latest: Int32Array;

  constructor(observations: Observations, sessions: Sessions) {
    this.#observations = observations;
    this.#sessions = sessions;
    const { present } = observations.dependencies;
    let rows = 0;
    this.#rowOf = Int32Array.from(present, (one) => (one === 1 ? rows++ : -1));
    this.#rows = new Int32Array(rows * sessions.count).fill(-1);
    this.#latest = new Int32Array(sessions.count).fill(-1);
  }

  at(t: number, session: number): number {
    return this.#rows[this.#rowOf[t]! * this.#sessions.count + session]!;
  }

  /** Joins the clocks of what came before in the session and of everything read. */
  advance(t: number): void {
    const { readStart, readWriter, dependencies } = this.#observations;
    if (dependencies.present[t] === 0) return;
    const session = this.#sessions.of[t]!;
    if (this.#latest[session] !== -1) this.#join(t, this.#latest[session]!);
    let last = -1;
    for (let r = readStart[t]!; r < readStart[t + 1]!; r++) {
      const writer = readWriter[r]!;
      if (writer >= 0 && writer !== last) this.#join(t, writer);
      last = writer;
    }
    this.#latest[session] = t;
  }

  #join(t: number, other: number): void {
    const width = this.#sessions.count;
    const rows = this.#rows;
    const to = this.#rowOf[t]! * width;
    const from = this.#rowOf[other]! * width;
    const session = this.#sessions.of[other]!;
    const place = this.#sessions.place[other]!;
    if (rows[to + session]! >= place) return;
    for (let s = 0; s < width; s++) if (rows[from + s]! > rows[to + s]!) rows[to + s] = rows[from + s]!;
    rows[to + session] = place;
  }
}

/**
 * By key and session the transactions that write the key, in session order. Each list is looked up for every read of its key, mostly with the
 * same answer as before, so that the answer is kept with the places between which it is right.
 */
class SessionWriters {
  /** The lists of a key are `listStart[key] .. listStart[key + 1] - 1`. */
  readonly listStart: Int32Array;
  readonly listSession: Int32Array;
  readonly #entryStart: Int32Array;
  readonly #entries: Int32Array;
  readonly #place: Int32Array;
  /** By list how many entries the last look-up passed, the transaction that it gave, and the places from which to below which it is the answer. */
  readonly #passed: Int32Array;
  readonly #answer: Int32Array;
  readonly #from: Int32Array;
  readonly #below: Int32Array;
  /** By list the transaction before which its present answer was ordered last. */
  readonly #before: Int32Array;

  constructor({ writeStart, writeKey, dependencies }: Observations, sessions: Sessions, keyCount: number) {
    const { count } = dependencies.transactions;
    const listOf = new Int32Array(writeKey.length);
    const bySession = transactionsBySession(sessions, count);
    const lastSession = new Int32Array(keyCount).fill(-1);
    this.listStart = new Int32Array(keyCount + 1);
    for (const t of bySession) {
      for (let w = writeStart[t]!; w < writeStart[t + 1]!; w++) {
        const key = writeKey[w]!;
        if (lastSession[key] !== sessions.of[t]) this.listStart[key + 1]!++;
        lastSession[key] = sessions.of[t]!;
        listOf[w] = this.listStart[key + 1]! - 1;
      }
    }
    for (let key = 0; key < keyCount; key++) this.listStart[key + 1]! += this.listStart[key]!;
    const lists = this.listStart[keyCount]!;
    this.listSession = new Int32Array(lists);
    this.#entryStart = new Int32Array(lists + 1);
    for (let w = 0; w < writeKey.length; w++) {
      listOf[w]! += this.listStart[writeKey[w]!]!;
      this.#entryStart[listOf[w]! + 1]!++;
    }
    for (let list = 0; list < lists; list++) this.#entryStart[list + 1]! += this.#entryStart[list]!;
    this.#entries = new Int32Array(writeKey.length);
    const next = this.#entryStart.slice(0, lists);
    for (const t of bySession) {
      for (let w = writeStart[t]!; w < writeStart[t + 1]!; w++) {
        this.listSession[listOf[w]!] = sessions.of[t]!;
        this.#entries[next[listOf[w]!]!++] = t;
      }
    }
    this.#place = sessions.place;
    this.#passed = new Int32Array(lists);
    this.#answer = new Int32Array(lists).fill(-1);
    this.#from = new Int32Array(lists).fill(-1);
    this.#below = Int32Array.from(
      { length: lists },
      (_, list) => this.#place[this.#entries[this.#entryStart[list]!]!]!,
    );
    this.#before = new Int32Array(lists).fill(NOT_ORDERED);
  }

  /** The last transaction of a list whose place in the session is at most the given one, or -1. */
  lastUpTo(list: number, place: number): number {
    return place >= this.#from[list]! && place < this.#below[list]! ? this.#answer[list]! : this.#lookUp(list, place);
  }

  #lookUp(list: number, place: number): number {
    const start = this.#entryStart[list]!;
    const end = this.#entryStart[list + 1]!;
    let at = start + this.#passed[list]!;
    while (at < end && this.#placeOf(at) <= place) at++;
    while (at > start && this.#placeOf(at - 1) > place) at--;
    this.#passed[list] = at - start;
    this.#from[list] = at === start ? -1 : this.#placeOf(at - 1);
    this.#below[list] = at === end ? LAST : this.#placeOf(at);
    this.#before[list] = NOT_ORDERED;
    return (this.#answer[list] = at === start ? -1 : this.#entries[at - 1]!);
  }

  #placeOf(entry: number): number {
    return this.#place[this.#entries[entry]!]!;
  }

  /** Whether the present answer of a list was ordered before the same transaction just before. */
  isRepeated(list: number, before: number): boolean {
    if (this.#before[list] === before) return true;
    this.#before[list] = before;
    return false;
  }
}

/** Transactions session by session (counting sort). */
function transactionsBySession(sessions: Sessions, count: number): Int32Array {
  const start = new Int32Array(sessions.count + 1);
  for (let t = 0; t < count; t++) if (sessions.of[t] !== -1) start[sessions.of[t]! + 1]!++;
  for (let s = 0; s < sessions.count; s++) start[s + 1]! += start[s]!;
  const sorted = new Int32Array(start[sessions.count]!);
  for (let t = 0; t < count; t++) if (sessions.of[t] !== -1) sorted[start[sessions.of[t]!]!++] = t;
  return sorted;
}

/** Causal consistency without sessions: everything that a transaction read, and what that one read, and so on. Stops when the budget is spent. */
export function emitCausalOrdersWithoutSessions(observations: Observations, budget: StepBudget, emit: EmitOrder): void {
  const { readStart, readKey, readWriter, dependencies } = observations;
  const { count } = dependencies.transactions;
  const visited = new Int32Array(count).fill(-1);
  for (let t = 0; t < count; t++) {
    const seen: number[] = [t];
    visited[t] = t;
    for (let i = 0; i < seen.length && budget.stepsLeft > 0; i++) {
      for (let r = readStart[seen[i]!]!; r < readStart[seen[i]! + 1]!; r++) {
        const writer = readWriter[r]!;
        budget.stepsLeft--;
        if (writer < 0 || visited[writer] === t) continue;
        visited[writer] = t;
        seen.push(writer);
      }
    }
    for (let r = readStart[t]!; r < readStart[t + 1]!; r++) {
      for (let i = 1; i < seen.length && budget.stepsLeft > 0; i++) {
        budget.stepsLeft--;
        const other = seen[i]!;
        if (
          other !== readWriter[r] &&
          writes(observations, other, readKey[r]!) &&
          !emit(other, readWriter[r]!, t, readKey[r]!)
        )
          return;
      }
    }
  }
}
