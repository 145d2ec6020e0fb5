import { findComponents } from '../graph/components.ts';
import { EdgeList } from '../graph/edge-list.ts';
import { buildGraph } from '../graph/graph.ts';
import type { Findings } from '../findings.ts';
import type { VersionEdge } from './assumption.ts';
import { INITIAL, RW, WR, WW, type Dependencies } from './dependencies.ts';
import { citedIndex, introduce, show, showKey } from './describe.ts';
import { addFan } from './fan.ts';
import type { RegisterReads } from './register-values.ts';
import { READ, WRITE, type Transactions } from './transactions.ts';
import { VersionReaders, writersByKey } from './writer-groups.ts';

export interface RegisterDependencies {
  readonly dependencies: Dependencies;
  readonly versionReaders: VersionReaders;
}

/**
 * What is certain in a register history: wr from unique values; rw from readers of the initial state to all writers; rw from readers
 * of a version to those who read it too and then overwrote it; ww and rw from assumed version orders.
 */
export function registerDependencies(
  transactions: Transactions,
  reads: RegisterReads,
  assumed: readonly VersionEdge[],
  findings: Findings,
): RegisterDependencies {
  const { opKind, opKey, opTransaction, keys } = transactions;
  const { readsFrom, present } = reads;
  const edges = new EdgeList(opKind.length * 2 + transactions.count * 3);
  const versionReaders = new VersionReaders(transactions, readsFrom);
  let nodeCount = transactions.count;
  for (let op = 0; op < opKind.length; op++) {
    const t = opTransaction[op]!;
    if (opKind[op] === READ && readsFrom[op]! >= 0) edges.add(opTransaction[readsFrom[op]!]!, t, WR);
    if (opKind[op] !== WRITE || present[t] === 0) continue;
    const readers = versionReaders.of(op);
    const overwriters = readers.filter((reader) => writesKey(transactions, reader, opKey[op]!));
    if (overwriters.length > 0) nodeCount = addFan(readers, overwriters, edges, nodeCount);
  }
  const writers = writersByKey(transactions, present);
  for (let key = 0; key < keys.length; key++) {
    const readers = versionReaders.ofInitial(key);
    if (readers.length > 0) nodeCount = addFan(readers, writers[key]!, edges, nodeCount);
  }
  addAssumed(transactions, assumed, versionReaders, edges, findings);
  return { dependencies: { transactions, present, readsFrom, edges, nodeCount }, versionReaders };
}

function writesKey({ opStart, opKind, opKey }: Transactions, t: number, key: number): boolean {
  for (let op = opStart[t]!; op < opStart[t + 1]!; op++) if (opKind[op] === WRITE && opKey[op] === key) return true;
  return false;
}

/** Turns version orders into dependencies, but for keys in which they contradict each other. */
function addAssumed(
  transactions: Transactions,
  assumed: readonly VersionEdge[],
  versionReaders: VersionReaders,
  edges: EdgeList,
  findings: Findings,
): void {
  const byKey = new Map<number, VersionEdge[]>();
  for (const edge of assumed) {
    const known = byKey.get(edge.key);
    if (known === undefined) byKey.set(edge.key, [edge]);
    else known.push(edge);
  }
  for (const [key, versions] of byKey) {
    if (reportCyclicVersions(transactions, key, versions, findings)) continue;
    for (const { before, after } of versions) {
      const [writer, next] = [before, after].map((write) =>
        write === INITIAL ? INITIAL : transactions.opTransaction[write]!,
      );
      if (next === INITIAL || writer === next) continue;
      if (writer !== INITIAL) edges.add(writer!, next!, WW);
      const readers = before === INITIAL ? versionReaders.ofInitial(key) : versionReaders.of(before);
      for (const reader of readers) edges.add(reader, next!, RW);
    }
  }
}

function reportCyclicVersions(
  transactions: Transactions,
  key: number,
  versions: readonly VersionEdge[],
  findings: Findings,
): boolean {
  const number = new Map<number, number>([[INITIAL, 0]]);
  const numberOf = (write: number): number => {
    if (!number.has(write)) number.set(write, number.size);
    return number.get(write)!;
  };
  const graph = new EdgeList(versions.length * 2);
  for (const { before, after } of versions) {
    graph.add(numberOf(before), numberOf(after), WW);
    if (before !== INITIAL) graph.add(0, numberOf(before), WW);
    if (after !== INITIAL) graph.add(0, numberOf(after), WW);
  }
  const { of, cyclicCount } = findComponents(buildGraph(number.size, graph));
  if (cyclicCount === 0) return false;
  const inCycle = versions.filter(({ before, after }) => of[numberOf(before)] === of[numberOf(after)]);
  const valueOf = (write: number): string =>
    write === INITIAL ? 'the initial null' : show(transactions.opValue[write]);
  const sources = [...new Set(inCycle.map(({ source }) => source))];
  const writers = [...new Set(inCycle.flatMap(({ before, after }) => [before, after]))].filter(
    (write) => write !== INITIAL,
  );
  findings.add('cyclic-versions', () => ({
    message:
      `the versions of ${showKey(transactions, key)} have no order under the assumptions (${sources.join(', ')}): ` +
      inCycle
        .map(({ before, after, source }) => `${valueOf(before)} is before ${valueOf(after)} by ${source}`)
        .join(', ') +
      `; written by ${writers.map((write) => introduce(transactions, transactions.opTransaction[write]!)).join(', ')}`,
    operations: [...new Set(writers.map((write) => citedIndex(transactions, transactions.opTransaction[write]!)))],
  }));
  return true;
}
