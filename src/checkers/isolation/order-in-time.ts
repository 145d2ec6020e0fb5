import { buildGraph } from '../graph/graph.ts';
import type { Dependencies } from './dependencies.ts';
import { inCompletionOrder } from './order-edges.ts';

/**
 * Transactions that took effect in an order that respects every dependency and real time, or undefined when there is none. Takes one after the
 * other whose predecessors are out (Kahn, CACM 1962). Real time needs no edges: a transaction waits until all that completed before its
 * invocation are out, and those are a prefix of the completions. What it looks at next was recorded near what it looked at last, so that large
 * histories stay in the caches. O(nodes + edges).
 */
export function orderInTime(dependencies: Dependencies): Int32Array | undefined {
  const { transactions, present, edges, nodeCount } = dependencies;
  const { invokedAt, completedAt, count } = transactions;
  const { offsets, targets } = buildGraph(nodeCount, edges);
  // One more for each transaction: its invocation.
  const waitsFor = new Int32Array(nodeCount).fill(1, 0, count);
  for (let e = 0; e < targets.length; e++) waitsFor[targets[e]!]!++;
  const completed = inCompletionOrder(dependencies);
  const out = new Uint8Array(count);
  const queue = new Int32Array(nodeCount);
  let tail = 0;
  let completions = 0;
  let invocations = 0;
  let left = nodeCount;
  for (let t = 0; t < count; t++) if (present[t] === 0) left--;
  for (let helper = count; helper < nodeCount; helper++) if (waitsFor[helper] === 0) queue[tail++] = helper;
  invoke();
  for (let head = 0; head < tail; head++) {
    const v = queue[head]!;
    if (v < count) {
      out[v] = 1;
      while (completions < completed.length && out[completed[completions]!] === 1) completions++;
      invoke();
    }
    for (let e = offsets[v]!; e < offsets[v + 1]!; e++) if (--waitsFor[targets[e]!]! === 0) queue[tail++] = targets[e]!;
  }
  return tail === left ? queue.subarray(0, tail).filter((v) => v < count) : undefined;

  /** Lets those in that nothing is left of which completed before them. */
  function invoke(): void {
    const until = completions === completed.length ? Infinity : completedAt[completed[completions]!]!;
    for (; invocations < count && invokedAt[invocations]! < until; invocations++)
      if (present[invocations] === 1 && --waitsFor[invocations]! === 0) queue[tail++] = invocations;
  }
}
