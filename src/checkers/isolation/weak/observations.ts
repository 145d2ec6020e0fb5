import { findComponents } from '../../graph/components.ts';
import { EdgeList } from '../../graph/edge-list.ts';
import { buildGraph } from '../../graph/graph.ts';
import { INITIAL, PROCESS, UNUSABLE, WR, WW, type Dependencies } from '../dependencies.ts';
import { addSessionEdges } from '../order-edges.ts';
import { READ, WRITE } from '../transactions.ts';

/** What every transaction read from whom and wrote, in rows; for the levels that only look at what a transaction can see. */
export interface Observations {
  readonly dependencies: Dependencies;
  /** Usable reads of transaction t, in program order: `readStart[t] .. readStart[t + 1] - 1`. */
  readonly readStart: Int32Array;
  readonly readKey: Int32Array;
  /** The transaction that wrote what was read, or INITIAL. */
  readonly readWriter: Int32Array;
  /** Keys that transaction t wrote, ascending, each once; none for transactions that did not take effect. */
  readonly writeStart: Int32Array;
  readonly writeKey: Int32Array;
}

/**
 * A reader that saw `seen` and yet read `key` as somebody else wrote it, so `seen` must come before that one: `before`, which is
 * INITIAL when the reader saw the initial value, and nothing comes before that.
 */
export interface ForcedOrder {
  readonly seen: number;
  readonly before: number;
  readonly reader: number;
  readonly key: number;
}

/** Receives what a level forces; returns false to stop. */
export type EmitOrder = (seen: number, before: number, reader: number, key: number) => boolean;

export function observe(dependencies: Dependencies): Observations {
  const { transactions, readsFrom, present } = dependencies;
  const { opStart, opKind, opKey, opTransaction, count } = transactions;
  const readStart = new Int32Array(count + 1);
  const writeStart = new Int32Array(count + 1);
  const readKey: number[] = [];
  const readWriter: number[] = [];
  const writeKey: number[] = [];
  for (let t = 0; t < count; t++) {
    const firstWrite = writeKey.length;
    for (let op = opStart[t]!; op < opStart[t + 1]! && present[t] === 1; op++) {
      if (opKind[op] === WRITE) {
        writeKey.push(opKey[op]!);
        continue;
      }
      if (opKind[op] !== READ || readsFrom[op] === UNUSABLE) continue;
      readKey.push(opKey[op]!);
      readWriter.push(readsFrom[op] === INITIAL ? INITIAL : opTransaction[readsFrom[op]!]!);
    }
    if (writeKey.length > firstWrite + 1) sortDistinct(writeKey, firstWrite);
    readStart[t + 1] = readKey.length;
    writeStart[t + 1] = writeKey.length;
  }
  return {
    dependencies,
    readStart,
    readKey: Int32Array.from(readKey),
    readWriter: Int32Array.from(readWriter),
    writeStart,
    writeKey: Int32Array.from(writeKey),
  };
}

function sortDistinct(keys: number[], start: number): void {
  const own = [...new Set(keys.splice(start))].sort((a, b) => a - b);
  keys.push(...own);
}

/** Whether a transaction wrote a key: binary search. */
export function writes({ writeStart, writeKey }: Observations, t: number, key: number): boolean {
  let low = writeStart[t]!;
  let high = writeStart[t + 1]!;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (writeKey[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low < writeStart[t + 1]! && writeKey[low] === key;
}

/** Transactions in an order that respects what they read from each other, and sessions when asked; undefined when there is none. */
export function visibilityOrder(dependencies: Dependencies, sessions: boolean): Int32Array | undefined {
  const edges = new EdgeList(dependencies.edges.size);
  const { edges: data, nodeCount, transactions } = dependencies;
  for (let e = 0; e < data.size; e++) if (data.label[e] === WR) edges.add(data.from[e]!, data.to[e]!, WR);
  if (sessions) addSessionEdges(dependencies, edges);
  const { of, count, cyclicCount } = findComponents(buildGraph(nodeCount, edges), WR | PROCESS);
  if (cyclicCount > 0) return undefined;
  const order = new Int32Array(count).fill(-1);
  for (let t = 0; t < transactions.count; t++) order[count - 1 - of[t]!] = t;
  return order.filter((t) => t !== -1);
}

/** Labels of edges that every order must respect: what was read, what was assumed, and sessions when asked. */
export function baseLabels(sessions: boolean): number {
  return WR | WW | (sessions ? PROCESS : 0);
}
