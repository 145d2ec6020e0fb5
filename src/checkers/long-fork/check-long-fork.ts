import { HistoryError } from '../../history/history-error.ts';
import type { History } from '../../history/history.ts';
import { Findings } from '../findings.ts';
import { citedIndex, introduce, nameOf, show, showKey } from '../isolation/describe.ts';
import { readTransactions } from '../isolation/read-transactions.ts';
import { READ, WRITE, type Transactions } from '../isolation/transactions.ts';
import { askedLevel, workloadVerdict, type WorkloadLevels } from '../isolation/workload-verdict.ts';
import { identityOf } from '../identity.ts';
import type { Verdict } from '../verdict.ts';

const LEVELS: WorkloadLevels = { workload: 'long-fork', forbiddenBy: ['prefix', 'repeatable-read'] };

/** An acknowledged transaction that only reads, several keys, and which of them it saw written. */
interface GroupRead {
  readonly transaction: number;
  readonly seen: ReadonlySet<number>;
}

/**
 * Looks for long forks (Sovran et al., Walter, SOSP 2011; Jepsen's workload of the same name): two reads of the same keys, one of which saw a
 * write that the other missed, and the other way round. No order of the two writes explains both. Each key is written once, by
 * a transaction of its own; reads take all keys of a group. The reads of a group must form a chain, so sorting them by
 * how much they saw and comparing neighbours is enough: O(n log n), where comparing all pairs is quadratic.
 *
 * @param level what is asked; refused unless it forbids long forks
 * @throws HistoryError when a key is written twice
 */
export function checkLongFork(history: History, level = 'strict-serializable'): Verdict {
  const asked = askedLevel(LEVELS, level);
  const transactions = readTransactions(history, 'rw-register');
  const writes = indexWrites(transactions);
  const findings = new Findings();
  const groups = groupReads(transactions, writes, findings);
  const keyCounts = [...groups].map(([name, reads]) => ({ reads, keys: name.split(' ').length }));
  const mixed = keyCounts.map(
    ({ reads, keys }) => reads.filter(({ seen }) => seen.size > 0 && seen.size < keys).length,
  );
  const exercised = {
    writes: writes.filter((write) => write !== -1).length,
    groups: groups.size,
    groupReads: keyCounts.reduce((sum, { reads }) => sum + reads.length, 0),
    partialReads: mixed.reduce((sum, count) => sum + count, 0),
  };
  for (const { reads } of keyCounts) compareReads(transactions, writes, reads, findings);
  const anomalies = findings.all();
  if (anomalies.length === 0 && mixed.every((count) => count < 2)) {
    const reason = 'no two reads of one group of keys saw some of its writes and missed others, so no fork could show';
    return { verdict: 'vacuous', exercised, reason };
  }
  return workloadVerdict(
    asked,
    findings.has('long-fork') ? LEVELS.forbiddenBy : ['read-committed'],
    anomalies,
    exercised,
  );
}

/** By key the only write, or -1. */
function indexWrites(transactions: Transactions): readonly number[] {
  const { keys, opKind, opKey, opTransaction, invokedAt } = transactions;
  const writes: number[] = keys.map(() => -1);
  for (let op = 0; op < opKind.length; op++) {
    if (opKind[op] !== WRITE) continue;
    const key = opKey[op]!;
    if (writes[key] !== -1) {
      const operation = invokedAt[opTransaction[op]!]!;
      throw new HistoryError(
        `${showKey(transactions, key)} is written twice; a long-fork workload writes each key once`,
        {
          operation,
          field: 'value',
        },
      );
    }
    writes[key] = op;
  }
  return writes;
}

/** Reads by the keys that they took; what no write explains is reported and left out. */
function groupReads(
  transactions: Transactions,
  writes: readonly number[],
  findings: Findings,
): ReadonlyMap<string, readonly GroupRead[]> {
  const { count, outcome, opStart, opKind, opKey, opValue } = transactions;
  const groups = new Map<string, GroupRead[]>();
  for (let t = 0; t < count; t++) {
    const [start, end] = [opStart[t]!, opStart[t + 1]!];
    const keys = new Set(opKey.subarray(start, end));
    if (outcome[t] !== 'ok' || keys.size < 2 || opKind.subarray(start, end).some((kind) => kind !== READ)) continue;
    const seen = new Set<number>();
    for (let op = start; op < end; op++)
      if (opValue[op] !== null && isExplained(transactions, writes, t, op, findings)) seen.add(opKey[op]!);
    const name = [...keys].sort((a, b) => a - b).join(' ');
    const known = groups.get(name);
    if (known === undefined) groups.set(name, [{ transaction: t, seen }]);
    else known.push({ transaction: t, seen });
  }
  return groups;
}

function isExplained(
  transactions: Transactions,
  writes: readonly number[],
  reader: number,
  read: number,
  findings: Findings,
): boolean {
  const { opKey, opValue, opTransaction, outcome } = transactions;
  const write = writes[opKey[read]!]!;
  const isWritten = write !== -1 && identityOf(opValue[write]) === identityOf(opValue[read]);
  if (isWritten && outcome[opTransaction[write]!] !== 'fail') return true;
  const what = `${introduce(transactions, reader)} read ${showKey(transactions, opKey[read]!)} as ${show(opValue[read])}, which `;
  const cited = [citedIndex(transactions, reader)];
  if (isWritten) {
    const writer = opTransaction[write]!;
    findings.add('aborted-read', () => ({
      message: `${what}${introduce(transactions, writer)} wrote`,
      operations: [citedIndex(transactions, writer), ...cited],
    }));
  } else findings.add('thin-air', () => ({ message: `${what}no transaction ever wrote to it`, operations: cited }));
  return false;
}

function compareReads(
  transactions: Transactions,
  writes: readonly number[],
  reads: readonly GroupRead[],
  findings: Findings,
): void {
  const sorted = reads.toSorted((a, b) => a.seen.size - b.seen.size || a.transaction - b.transaction);
  for (let i = 1; i < sorted.length; i++) {
    const [less, more] = [sorted[i - 1]!, sorted[i]!];
    const missed = [...less.seen].find((key) => !more.seen.has(key));
    if (missed === undefined) continue;
    const extra = [...more.seen].find((key) => !less.seen.has(key))!;
    findings.add('long-fork', () =>
      tellFork(transactions, writes, [less.transaction, missed], [more.transaction, extra]),
    );
  }
}

type Sight = readonly [reader: number, key: number];

function tellFork(
  transactions: Transactions,
  writes: readonly number[],
  [first, a]: Sight,
  [second, b]: Sight,
): { message: string; operations: readonly number[] } {
  const [writeA, writeB] = [writes[a]!, writes[b]!];
  const { opTransaction, opValue } = transactions;
  const [writerA, writerB] = [opTransaction[writeA]!, opTransaction[writeB]!];
  const [nameA, nameB] = [nameOf(transactions, writerA), nameOf(transactions, writerB)];
  const saw = (reader: number, key: number, write: number, other: number): string =>
    `${introduce(transactions, reader)} read ${showKey(transactions, key)} as ${show(opValue[write])} and ` +
    `${showKey(transactions, other)} as null`;
  return {
    message:
      `${saw(first, a, writeA, b)}, so ${nameA} came before ${nameB}; but ${saw(second, b, writeB, a)}, so ${nameB} came ` +
      `before ${nameA}: a contradiction`,
    operations: [writerA, writerB, first, second].map((t) => citedIndex(transactions, t)),
  };
}
