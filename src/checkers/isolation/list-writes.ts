import { citedIndex, introduce, show, showKey } from './describe.ts';
import type { Findings } from '../findings.ts';
import { IN_ORDER, type UsableReads } from './list-dependencies.ts';
import { UNREAD, type ListVersions } from './list-versions.ts';
import { listOf } from './read-lists.ts';
import { WRITE, type Transactions } from './transactions.ts';

/**
 * Checks the order of appends: within one transaction (internal write order), after aborted ones (dirty update), and two
 * transactions that both appended to the same version that they had read (lost update). O(micro-operations).
 */
export function checkListWrites(
  transactions: Transactions,
  versions: ListVersions,
  usable: UsableReads,
  findings: Findings,
): void {
  checkWriteOrder(transactions, versions, usable.present, findings);
  checkDirtyUpdates(transactions, versions, usable.present, findings);
  checkLostUpdates(transactions, versions, usable, findings);
}

function checkWriteOrder(
  transactions: Transactions,
  { position }: ListVersions,
  present: Uint8Array,
  findings: Findings,
): void {
  const { opStart, opKind, opKey, opValue, count } = transactions;
  for (let t = 0; t < count; t++) {
    if (present[t] === 0) continue;
    for (let op = opStart[t]! + 1; op < opStart[t + 1]!; op++) {
      if (opKind[op] !== WRITE || position[op] === UNREAD) continue;
      const earlier = previousWrite(transactions, t, op);
      if (earlier === -1 || (position[earlier] !== UNREAD && position[earlier]! < position[op]!)) continue;
      const fate =
        position[earlier] === UNREAD ? 'reads show the second without the first' : 'reads show them reversed';
      findings.add('internal-write-order', () => ({
        message:
          `${introduce(transactions, t)} appended ${show(opValue[earlier])} and then ${show(opValue[op])} to ` +
          `${showKey(transactions, opKey[op]!)}, but ${fate}`,
        operations: [citedIndex(transactions, t)],
      }));
    }
  }
}

function previousWrite({ opStart, opKind, opKey }: Transactions, t: number, op: number): number {
  for (let at = op - 1; at >= opStart[t]!; at--) if (opKind[at] === WRITE && opKey[at] === opKey[op]) return at;
  return -1;
}

function checkDirtyUpdates(
  transactions: Transactions,
  { chain, chainStart }: ListVersions,
  present: Uint8Array,
  findings: Findings,
): void {
  const { opTransaction, opKey, opValue } = transactions;
  for (let key = 0; key + 1 < chainStart.length; key++) {
    let aborted = -1;
    for (let at = chainStart[key]!; at < chainStart[key + 1]!; at++) {
      const append = chain[at]!;
      if (append === -1) continue;
      const writer = opTransaction[append]!;
      if (transactions.outcome[writer] === 'fail') aborted = append;
      if (aborted === -1 || present[writer] === 0) continue;
      const dirty = aborted;
      const loser = opTransaction[dirty]!;
      findings.add('dirty-update', () => ({
        message:
          `${introduce(transactions, writer)} appended ${show(opValue[append])} to ${showKey(transactions, opKey[append]!)} on top ` +
          `of ${show(opValue[dirty])}, which ${introduce(transactions, loser)} had appended`,
        operations: [citedIndex(transactions, loser), citedIndex(transactions, writer)],
      }));
      aborted = -1;
    }
  }
}

function checkLostUpdates(
  transactions: Transactions,
  { chainStart }: ListVersions,
  { external }: UsableReads,
  findings: Findings,
): void {
  const { opKind, opKey, opTransaction, keys, lists } = transactions;
  // One place for each version of each key, the initial one included.
  const updater = new Int32Array(chainStart.at(-1)! + keys.length).fill(-1);
  for (let op = 0; op < opKind.length; op++) {
    if (external[op] !== IN_ORDER) continue;
    const t = opTransaction[op]!;
    const key = opKey[op]!;
    if (!writesAfter(transactions, op)) continue;
    const version = chainStart[key]! + key + lists.length[op]!;
    const other = updater[version]!;
    updater[version] = t;
    if (other === -1 || other === t) continue;
    findings.add('lost-update', () => ({
      message:
        `${introduce(transactions, other)} and ${introduce(transactions, t)} both read ${showKey(transactions, key)} as ` +
        `${show(listOf(transactions, op))} and both appended to it: one of them did not see the other's append`,
      operations: [citedIndex(transactions, other), citedIndex(transactions, t)],
    }));
  }
}

function writesAfter({ opStart, opKind, opKey, opTransaction }: Transactions, read: number): boolean {
  const end = opStart[opTransaction[read]! + 1]!;
  for (let op = read + 1; op < end; op++) if (opKind[op] === WRITE && opKey[op] === opKey[read]) return true;
  return false;
}
