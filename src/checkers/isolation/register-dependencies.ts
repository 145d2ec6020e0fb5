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

/** The transactions that write one key, and for each of them those that read its version. */
export interface WriterGroup {
  readonly key: number;
  readonly writers: readonly number[];
  readonly readers: readonly (readonly number[])[];
}

export interface RegisterDependencies {
  readonly dependencies: Dependencies;
  /** By key. */
  readonly groups: readonly WriterGroup[];
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
  const edges = new EdgeList(opKind.length * 2);
  const groups = new GroupBuilder(keys.length);
  for (let op = 0; op < opKind.length; op++) {
    const t = opTransaction[op]!;
    if (opKind[op] === WRITE && present[t] === 1) groups.addWriter(opKey[op]!, t);
  }
  for (let op = 0; op < opKind.length; op++) {
    const write = readsFrom[op]!;
    if (opKind[op] !== READ || write < INITIAL) continue;
    const writer = write === INITIAL ? INITIAL : opTransaction[write]!;
    groups.addReader(opKey[op]!, writer, opTransaction[op]!);
    if (writer !== INITIAL) edges.add(writer, opTransaction[op]!, WR);
  }
  let nodeCount = transactions.count;
  for (let key = 0; key < keys.length; key++) {
    const { writers, readersOf } = groups.of(key);
    nodeCount = addFan([...(readersOf.get(INITIAL) ?? [])], [...writers], edges, nodeCount);
    for (const [writer, readers] of readersOf) {
      if (writer === INITIAL) continue;
      const overwriters = [...readers].filter((reader) => writers.has(reader));
      nodeCount = addFan([...readers], overwriters, edges, nodeCount);
    }
  }
  addAssumed(transactions, assumed, groups, edges, findings);
  return { dependencies: { transactions, present, readsFrom, edges, nodeCount }, groups: groups.finish() };
}

class GroupBuilder {
  readonly #writers: Set<number>[];
  readonly #readersOf: Map<number, Set<number>>[];

  constructor(keyCount: number) {
    this.#writers = Array.from({ length: keyCount }, () => new Set());
    this.#readersOf = Array.from({ length: keyCount }, () => new Map());
  }

  addWriter(key: number, t: number): void {
    this.#writers[key]!.add(t);
  }

  addReader(key: number, writer: number, t: number): void {
    const readers = this.#readersOf[key]!.get(writer);
    if (readers === undefined) this.#readersOf[key]!.set(writer, new Set([t]));
    else readers.add(t);
  }

  of(key: number): { writers: ReadonlySet<number>; readersOf: ReadonlyMap<number, ReadonlySet<number>> } {
    return { writers: this.#writers[key]!, readersOf: this.#readersOf[key]! };
  }

  finish(): WriterGroup[] {
    return this.#writers.map((set, key) => {
      const writers = [...set];
      return { key, writers, readers: writers.map((writer) => [...(this.#readersOf[key]!.get(writer) ?? [])]) };
    });
  }
}

/** Turns version orders into dependencies, but for keys in which they contradict each other. */
function addAssumed(
  transactions: Transactions,
  assumed: readonly VersionEdge[],
  groups: GroupBuilder,
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
      for (const reader of groups.of(key).readersOf.get(writer!) ?? []) edges.add(reader, next!, RW);
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
