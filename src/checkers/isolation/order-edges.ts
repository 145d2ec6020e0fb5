import type { EdgeList } from '../graph/edge-list.ts';
import { compact } from './compact.ts';
import { PROCESS, REALTIME, type Dependencies } from './dependencies.ts';

/** Within each process, from every transaction to the next. What follows an unknown outcome is another process. */
export function addSessionEdges({ transactions, present }: Dependencies, edges: EdgeList): void {
  const last = new Map<number, number>();
  for (let t = 0; t < transactions.count; t++) {
    if (present[t] === 0) continue;
    const process = transactions.process[t]!;
    const before = last.get(process);
    if (before !== undefined && transactions.outcome[before] === 'ok') edges.add(before, t, PROCESS);
    last.set(process, t);
  }
}

/**
 * From every completion to all later invocations, through a chain of helper nodes: one for each run of completions that no
 * invocation interrupts. At most three edges a transaction carry what would be quadratic many.
 *
 * @param firstNode the number of the first helper
 * @returns the number of nodes with the helpers
 */
export function addRealtimeEdges(dependencies: Dependencies, edges: EdgeList, firstNode: number): number {
  const { transactions, present } = dependencies;
  const { invokedAt, completedAt, count } = transactions;
  const completed = inCompletionOrder(dependencies);
  let nodes = firstNode;
  let closed = -1;
  let open = -1;
  let next = 0;
  for (let t = 0; t < count; t++) {
    if (present[t] === 0) continue;
    for (; next < completed.length && completedAt[completed[next]!]! < invokedAt[t]!; next++) {
      if (open === -1) {
        open = nodes++;
        if (closed !== -1) edges.add(closed, open, REALTIME);
      }
      edges.add(completed[next]!, open, REALTIME);
    }
    if (open !== -1) closed = open;
    open = -1;
    if (closed !== -1) edges.add(closed, t, REALTIME);
  }
  return nodes;
}

/** Acknowledged transactions by their completions: through an array over the history, unless there are few of them in a long one. */
export function inCompletionOrder({ transactions, present }: Dependencies): Int32Array {
  const { historyLength, completedAt, outcome, count } = transactions;
  let completed = 0;
  for (let t = 0; t < count; t++) if (present[t] !== 0 && outcome[t] === 'ok') completed++;
  const isSparse = completed < historyLength >> 4;
  const at = new Int32Array(isSparse ? count : historyLength).fill(-1);
  for (let t = 0; t < count; t++) if (present[t] !== 0 && outcome[t] === 'ok') at[isSparse ? t : completedAt[t]!] = t;
  const order = compact(at, completed);
  return isSparse ? order.sort((a, b) => completedAt[a]! - completedAt[b]!) : order;
}
