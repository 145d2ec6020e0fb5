import { identityOf } from '../identity.ts';
import { nameAssumption, touchesOf, type Assumption, type Touch, type VersionEdge } from './assumption.ts';
import { citedIndex } from './describe.ts';
import { IsolationError } from './isolation-error.ts';
import type { RegisterReads } from './register-values.ts';
import { READ, WRITE, type Transactions } from './transactions.ts';

/** The orders of versions that follow from what is assumed. An edge may follow from several. */
export function assumedVersions(
  transactions: Transactions,
  reads: RegisterReads,
  assumptions: readonly Assumption[],
): VersionEdge[] {
  return assumptions.flatMap((assumption) => {
    const edges = edgesOf(transactions, reads, assumption);
    return edges.map(([key, before, after]) => ({ key, before, after, source: nameAssumption(assumption) }));
  });
}

type Edge = readonly [key: number, before: number, after: number];

function edgesOf(transactions: Transactions, reads: RegisterReads, assumption: Assumption): Edge[] {
  // Those edges stand without it: see `registerDependencies`.
  if (assumption === 'initial-state') return [];
  if (assumption === 'writes-follow-reads') return followReads(transactions, reads);
  if (assumption === 'sequential-keys') return followSessions(transactions, reads);
  if (assumption === 'linearizable-keys') return followTime(transactions, reads);
  if (typeof assumption === 'object' && 'versions' in assumption)
    return followVersions(transactions, assumption.versions);
  if (typeof assumption === 'object') return followTransactions(transactions, reads, assumption.transactionOrder);
  throw new IsolationError(`unknown assumption "${String(assumption)}"`);
}

function followReads(transactions: Transactions, { readsFrom, present }: RegisterReads): Edge[] {
  const { opKind, opKey, opStart, opTransaction } = transactions;
  const edges: Edge[] = [];
  for (let op = 0; op < opKind.length; op++) {
    const t = opTransaction[op]!;
    if (opKind[op] !== WRITE || present[t] === 0) continue;
    for (let read = op - 1; read >= opStart[t]!; read--) {
      if (opKey[read] !== opKey[op]) continue;
      if (opKind[read] === READ && readsFrom[read]! >= -1) edges.push([opKey[op]!, readsFrom[read]!, op]);
      break;
    }
  }
  return edges;
}

function followSessions(transactions: Transactions, { readsFrom, present }: RegisterReads): Edge[] {
  const last = new Map<string, number>();
  const edges: Edge[] = [];
  for (let t = 0; t < transactions.count; t++) {
    if (present[t] === 0) continue;
    for (const touch of touchesOf(transactions, readsFrom, t)) {
      const session = `${transactions.process[t]} ${touch.key}`;
      edges.push(...within(touch));
      const before = last.get(session);
      const [first] = touch.versions;
      if (before !== undefined && before !== first) edges.push([touch.key, before, first!]);
      last.set(session, touch.versions.at(-1)!);
    }
  }
  return edges;
}

/** What a transaction touched one after the other. */
function within({ key, versions }: Touch): Edge[] {
  return versions.slice(1).map((version, i): Edge => [key, versions[i]!, version]);
}

/** Per key from each transaction to those that it precedes in real time, without those that follow through a third. */
function followTime(transactions: Transactions, { readsFrom, present }: RegisterReads): Edge[] {
  const byKey: Touch[][] = transactions.keys.map(() => []);
  for (let t = 0; t < transactions.count; t++) {
    if (present[t] === 0) continue;
    for (const touch of touchesOf(transactions, readsFrom, t)) byKey[touch.key]!.push(touch);
  }
  return byKey.flatMap((touches) => precedences(transactions, touches));
}

function precedences({ invokedAt, completedAt, outcome }: Transactions, touches: readonly Touch[]): Edge[] {
  const endOf = ({ transaction }: Touch): number =>
    outcome[transaction] === 'ok' ? completedAt[transaction]! : Infinity;
  const edges: Edge[] = [];
  // Transactions that are over, or will be, and that no transaction lies between and those to come.
  let recent: Touch[] = [];
  for (const touch of touches) {
    const invoked = invokedAt[touch.transaction]!;
    const over = recent.filter((other) => endOf(other) < invoked);
    const newest = over.reduce((latest, other) => Math.max(latest, invokedAt[other.transaction]!), -Infinity);
    const direct = over.filter((other) => endOf(other) >= newest);
    edges.push(...within(touch));
    const first = touch.versions[0]!;
    for (const { versions } of direct) if (versions.at(-1) !== first) edges.push([touch.key, versions.at(-1)!, first]);
    recent = [...recent.filter((other) => endOf(other) >= invoked || direct.includes(other)), touch];
  }
  return edges;
}

function followVersions(
  { keys, opKind, opKey, opValue }: Transactions,
  versions: ReadonlyMap<unknown, readonly unknown[]>,
): Edge[] {
  const numbers = new Map(keys.map((key, number) => [identityOf(key), number]));
  const writes: Map<unknown, number>[] = keys.map(() => new Map());
  for (let op = 0; op < opKind.length; op++)
    if (opKind[op] === WRITE) writes[opKey[op]!]!.set(identityOf(opValue[op]), op);
  return [...versions].flatMap(([name, values]) => {
    const key = numbers.get(identityOf(name));
    if (key === undefined) return [];
    const order = values.map((value) => writes[key]!.get(identityOf(value))).filter((write) => write !== undefined);
    return order.slice(1).map((write, i): Edge => [key, order[i]!, write]);
  });
}

function followTransactions(
  transactions: Transactions,
  { present }: RegisterReads,
  order: ReadonlyMap<number, number>,
): Edge[] {
  const { opKind, opKey, opTransaction, keys } = transactions;
  const placed: { write: number; at: number }[][] = keys.map(() => []);
  for (let write = 0; write < opKind.length; write++) {
    const t = opTransaction[write]!;
    if (opKind[write] !== WRITE || present[t] === 0) continue;
    const at = order.get(citedIndex(transactions, t));
    if (at !== undefined) placed[opKey[write]!]!.push({ write, at });
  }
  return placed.flatMap((writes, key) => {
    writes.sort((a, b) => a.at - b.at || a.write - b.write);
    return writes.slice(1).map(({ write }, i): Edge => [key, writes[i]!.write, write]);
  });
}
