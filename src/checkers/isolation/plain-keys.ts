import { UNUSABLE, type Dependencies } from './dependencies.ts';
import { longestLength, UNREAD, type ListVersions } from './list-versions.ts';
import { READ, type Transactions } from './transactions.ts';

/** The micro-operations of each key: those of key k are `ops[start[k]] .. ops[start[k + 1] - 1]`, in the order of invocations. */
export interface OperationsByKey {
  readonly start: Int32Array;
  readonly ops: Int32Array;
}

export function groupByKey({ opKey, keys }: Transactions): OperationsByKey {
  const start = new Int32Array(keys.length + 1);
  for (let op = 0; op < opKey.length; op++) start[opKey[op]! + 1]!++;
  for (let key = 0; key < keys.length; key++) start[key + 1]! += start[key]!;
  const next = start.slice();
  const ops = new Int32Array(opKey.length);
  for (let op = 0; op < opKey.length; op++) ops[next[opKey[op]!]!++] = op;
  return { start, ops };
}

/**
 * Tells keys of a list-append history that are linearizable at a glance: its transactions in the order of their versions, those at one place
 * by their invocations, are in real time. A key that is not plain may be linearizable all the same. The history must have no findings.
 */
export function plainKeys(
  dependencies: Dependencies,
  versions: ListVersions,
  { start, ops }: OperationsByKey,
): Uint8Array {
  const { transactions } = dependencies;
  const plain = new Uint8Array(transactions.keys.length);
  const places = new Float64Array(ops.length);
  for (let key = 0; key < plain.length; key++) {
    const placed = placeAll(dependencies, versions, ops, start[key]!, start[key + 1]!, places);
    if (placed !== -1 && isInTime(transactions, places.subarray(0, placed).sort())) plain[key] = 1;
  }
  return plain;
}

/**
 * Puts `rank * transactions + transaction` into `places`: the rank of a writer is after the version that it follows, that of a reader after its
 * version's writer.
 *
 * @returns how many were placed; -1 when a transaction has no single place
 */
function placeAll(
  { transactions, present, readsFrom }: Dependencies,
  versions: ListVersions,
  ops: Int32Array,
  start: number,
  end: number,
  places: Float64Array,
): number {
  const { opTransaction, opKind, opKey, count, lists } = transactions;
  const { position } = versions;
  let placed = 0;
  for (let i = start; i < end;) {
    const transaction = opTransaction[ops[i]!]!;
    const unread = longestLength(versions, opKey[ops[i]!]!);
    let seen = -1;
    let first = -1;
    let writes = 0;
    for (; i < end && opTransaction[ops[i]!] === transaction; i++) {
      const op = ops[i]!;
      if (opKind[op] === READ) {
        if (readsFrom[op] === UNUSABLE) continue;
        const length = lists.length[op]!;
        if (writes > 0 || (seen !== -1 && seen !== length)) return -1;
        seen = length;
      } else {
        const at = position[op] === UNREAD ? unread : position[op]!;
        if (first === -1) first = at;
        else if (at !== first + writes && first !== unread) return -1;
        writes++;
      }
    }
    if (present[transaction] === 0 || (first === -1 && seen === -1)) continue;
    if (seen !== -1 && first !== -1 && seen !== first) return -1;
    // Readers of a version, then who read it and appended, then who only appended: unread appends of several may share the place.
    const turn = first === -1 ? 0 : seen === -1 ? 2 : 1;
    places[placed++] = (3 * Math.max(first, seen) + turn) * count + transaction;
  }
  return placed;
}

/** Whether none completed before one at an earlier place was invoked. */
function isInTime({ invokedAt, completedAt, outcome, count }: Transactions, places: Float64Array): boolean {
  let latest = -1;
  for (const place of places) {
    const transaction = place % count;
    if (outcome[transaction] === 'ok' && completedAt[transaction]! < latest) return false;
    if (invokedAt[transaction]! > latest) latest = invokedAt[transaction]!;
  }
  return true;
}
