import { HistoryError } from '../../history/history-error.ts';
import { identityOf } from '../identity.ts';
import type { Findings } from '../findings.ts';
import { INITIAL, UNUSABLE } from './dependencies.ts';
import { citedIndex, introduce, show, showKey } from './describe.ts';
import { READ, WRITE, type Transactions } from './transactions.ts';
import { WriteIndex } from './write-index.ts';
import { laterWrite } from './writes.ts';

/** Which write every read of a register history saw. Values are unique per key, so there is no doubt. */
export interface RegisterReads {
  /** For each read a write, INITIAL or UNUSABLE (after an own write, or a value that can't be). */
  readonly readsFrom: Int32Array;
  readonly present: Uint8Array;
}

/**
 * Matches reads with writes, and checks each read against its own transaction and the fate of the write: thin-air, aborted,
 * intermediate and future reads, internal contradictions, lost updates. The initial value is null.
 *
 * @throws HistoryError when one value is written twice to one key.
 */
export function matchRegisterReads(transactions: Transactions, findings: Findings): RegisterReads {
  const { opKind, opKey, opValue, opTransaction, outcome } = transactions;
  const writes = indexWrites(transactions);
  const readsFrom = new Int32Array(opKind.length).fill(UNUSABLE);
  const present = Uint8Array.from(outcome, (fate) => (fate === 'ok' ? 1 : 0));
  for (let op = 0; op < opKind.length; op++) {
    if (opKind[op] !== READ) continue;
    const write = writes.find(opKey[op]!, opValue[op]);
    const isExternal = checkInternal(transactions, op, findings);
    if (opValue[op] === null) readsFrom[op] = isExternal ? INITIAL : UNUSABLE;
    else if (write === -1) reportThinAir(transactions, op, findings);
    else {
      const writer = opTransaction[write]!;
      if (outcome[writer] === 'info') present[writer] = 1;
      // After an own write as well: what a read shows that it must not is there, whatever else is wrong with it.
      const isPossible = (writer === opTransaction[op] && write < op) || checkWriter(transactions, op, write, findings);
      if (isExternal && isPossible) readsFrom[op] = write;
    }
  }
  checkLostUpdates(transactions, findings);
  return { readsFrom, present };
}

function indexWrites(transactions: Transactions): WriteIndex {
  const { opKind, opKey, opValue, opTransaction, invokedAt } = transactions;
  const writes = new WriteIndex(transactions);
  for (let op = 0; op < opKind.length; op++) {
    if (opKind[op] !== WRITE) continue;
    const key = opKey[op]!;
    const place = { operation: invokedAt[opTransaction[op]!]!, field: 'value' };
    if (opValue[op] === null)
      throw new HistoryError(`null is written to ${showKey(transactions, key)}; null is the initial value`, place);
    const before = writes.add(op);
    if (before === -1) continue;
    const first = invokedAt[opTransaction[before]!]!;
    const problem = `${show(opValue[op])} is written to ${showKey(transactions, key)} twice (before by operation ${first}); values `;
    throw new HistoryError(`${problem}must be unique per key for reads to tell the writes apart`, {
      operation: invokedAt[opTransaction[op]!]!,
      field: 'value',
    });
  }
  return writes;
}

/** Compares a read with the last thing that its own transaction did to the key; returns whether no own write came before. */
function checkInternal(transactions: Transactions, read: number, findings: Findings): boolean {
  const { opStart, opKind, opKey, opValue, opTransaction } = transactions;
  const t = opTransaction[read]!;
  let last = -1;
  let isExternal = true;
  for (let op = read - 1; op >= opStart[t]!; op--) {
    if (opKey[op] !== opKey[read]) continue;
    if (last === -1) last = op;
    if (opKind[op] === WRITE) isExternal = false;
  }
  if (last === -1 || identityOf(opValue[last]) === identityOf(opValue[read])) return isExternal;
  findings.add('internal', () => ({
    message:
      `${introduce(transactions, t)} contradicts itself on ${showKey(transactions, opKey[read]!)}: it ` +
      `${opKind[last] === READ ? 'read' : 'wrote'} ${show(opValue[last])} and then read ${show(opValue[read])}`,
    operations: [citedIndex(transactions, t)],
  }));
  return isExternal;
}

/** Whether a read saw the last write of a transaction that can have taken effect; anomalies on the way. */
function checkWriter(transactions: Transactions, read: number, write: number, findings: Findings): boolean {
  const { opKey, opValue, opTransaction, outcome } = transactions;
  const t = opTransaction[read]!;
  const writer = opTransaction[write]!;
  const what = (): string =>
    `${introduce(transactions, t)} read ${showKey(transactions, opKey[read]!)} as ${show(opValue[read])}`;
  if (writer === t) {
    findings.add('future-read', () => ({
      message: `${what()} before the transaction itself wrote that`,
      operations: [citedIndex(transactions, t)],
    }));
    return false;
  }
  const operations = (): number[] => [citedIndex(transactions, t), citedIndex(transactions, writer)];
  if (outcome[writer] === 'fail') {
    findings.add('G1a', () => ({
      message: `${what()}, which ${introduce(transactions, writer)} wrote`,
      operations: operations(),
    }));
    return false;
  }
  const later = laterWrite(transactions, write);
  if (later !== -1)
    findings.add('G1b', () => ({
      message: `${what()}, in the middle of ${introduce(transactions, writer)}, which went on to write ${show(opValue[later])}`,
      operations: operations(),
    }));
  return true;
}

function reportThinAir(transactions: Transactions, read: number, findings: Findings): void {
  const { opKey, opValue, opTransaction } = transactions;
  const t = opTransaction[read]!;
  findings.add('thin-air', () => ({
    message:
      `${introduce(transactions, t)} read ${showKey(transactions, opKey[read]!)} as ${show(opValue[read])}, which no transaction ` +
      `ever wrote to it`,
    operations: [citedIndex(transactions, t)],
  }));
}

/** Two transactions that read the same version of a key, both before writing it themselves. */
function checkLostUpdates(transactions: Transactions, findings: Findings): void {
  const { opStart, opKind, opKey, opValue, opTransaction, keys } = transactions;
  const updaters: Map<unknown, number>[] = keys.map(() => new Map());
  for (let op = 0; op < opKind.length; op++) {
    if (opKind[op] !== WRITE) continue;
    const t = opTransaction[op]!;
    let first = opStart[t]!;
    while (opKey[first] !== opKey[op]) first++;
    if (opKind[first] === WRITE || transactions.outcome[t] !== 'ok') continue;
    const key = opKey[op]!;
    const version = identityOf(opValue[first]);
    const other = updaters[key]!.get(version);
    updaters[key]!.set(version, t);
    if (other === undefined || other === t) continue;
    findings.add('lost-update', () => ({
      message:
        `${introduce(transactions, other)} and ${introduce(transactions, t)} both read ${showKey(transactions, key)} as ` +
        `${show(opValue[first])} and both wrote it: one of them did not see the other's write`,
      operations: [citedIndex(transactions, other), citedIndex(transactions, t)],
    }));
  }
}
