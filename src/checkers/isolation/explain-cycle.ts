import type { Anomaly, CycleEdge } from '../verdict.ts';
import type { Cycle } from './cycle.ts';
import { citedIndex, nameOf } from './describe.ts';
import { explainEdge, type ExplainDependency } from './reasons.ts';
import type { Transactions } from './transactions.ts';

/** A cycle as an anomaly: one sentence that spells out the contradiction, the steps, and the edges as data. */
export function explainCycle(
  transactions: Transactions,
  cycle: Cycle,
  count: number,
  explain: ExplainDependency,
): Anomaly {
  const { transactions: members, labels } = cycle;
  const next = (i: number): number => members[(i + 1) % members.length]!;
  const edges = members.map((member, i) => explainEdge(transactions, member, next(i), labels[i]!, explain));
  return {
    kind: cycle.kind,
    message: `${sentence(transactions, members, edges)}${howMany(cycle.kind, count)}`,
    operations: members.map((member) => citedIndex(transactions, member)),
    steps: edges.map(
      (edge, i) => `${nameOf(transactions, members[i]!)} < ${nameOf(transactions, next(i))}: ${edge.because}`,
    ),
    count,
    cycle: edges,
  };
}

/** Of a longer cycle the sentence has the ends; the steps have all of it. */
const TOLD = { whole: 12, first: 4, last: 2 };

function sentence(transactions: Transactions, members: readonly number[], edges: readonly CycleEdge[]): string {
  const names = members.map((member) => nameOf(transactions, member));
  const claims = edges.map(
    (edge, i) => `${names[i]} must come before ${names[(i + 1) % names.length]}, because ${edge.because}`,
  );
  const last = claims.pop()!;
  const left = claims.length + 1 - TOLD.first - TOLD.last;
  if (claims.length >= TOLD.whole)
    claims.splice(TOLD.first, left, `and so on for ${left} more steps, up to ${names.at(-TOLD.last)}`);
  return `${claims.join('; ')}; but ${last}: a contradiction`;
}

function howMany(kind: string, count: number): string {
  return count > 1 ? ` (one of the shortest of ${count} ${kind} cycles found)` : '';
}
