import type { Anomaly, CycleEdge } from '../../verdict.ts';
import { kindOf } from '../cycle.ts';
import { RW } from '../dependencies.ts';
import { citedIndex, nameOf, show, showKey } from '../describe.ts';
import { explainEdge, type ExplainDependency } from '../reasons.ts';
import { listOf } from '../read-lists.ts';
import { READ, type Transactions } from '../transactions.ts';
import type { ForcedOrder } from './observations.ts';
import { FORCED, type WeakDecision, type WeakLevel, type WeakStep } from './decide-weak.ts';

const KINDS: Readonly<Record<WeakLevel, string>> = {
  'monotonic-atomic-view': 'non-monotonic-view',
  'read-atomic': 'fractured-read',
  causal: 'causality-violation',
};

/** Tells a contradiction of a weak level as a cycle. */
export function explainWeak(
  transactions: Transactions,
  level: WeakLevel,
  { steps, initial }: Extract<WeakDecision, { verdict: 'violated' }>,
  explain: ExplainDependency,
): Anomaly {
  const closed = initial === undefined ? steps : [...steps, { from: initial.reader, to: initial.seen, label: RW }];
  const edges = closed.map((step) => tellStep(transactions, step, explain));
  const claims = edges.map((edge, i) => {
    const { from, to } = closed[i]!;
    return `${nameOf(transactions, from)} must come before ${nameOf(transactions, to)}, because ${edge.because}`;
  });
  const last = claims.pop()!;
  const needsLevel = initial !== undefined || closed.some(({ label }) => label === FORCED);
  return {
    kind: needsLevel ? KINDS[level] : kindOf(closed.map(({ label }) => label)),
    message: `${claims.join('; ')}; but ${last}: a contradiction`,
    operations: closed.map(({ from }) => citedIndex(transactions, from)),
    count: 1,
    cycle: edges,
  };
}

function tellStep(
  transactions: Transactions,
  { from, to, label, forced, sight = [] }: WeakStep,
  explain: ExplainDependency,
): CycleEdge {
  if (forced === undefined) return explainEdge(transactions, from, to, label, explain);
  return {
    from: citedIndex(transactions, from),
    to: citedIndex(transactions, to),
    type: 'order',
    key: transactions.keys[forced.key],
    because: becauseOf(
      transactions,
      forced,
      sight.map((step) => tellStep(transactions, step, explain).because),
    ),
  };
}

function becauseOf(
  transactions: Transactions,
  { seen, before, reader, key }: ForcedOrder,
  sight: readonly string[],
): string {
  const { opStart, opKind, opKey, opValue, workload } = transactions;
  let read = opStart[reader]!;
  while (opKind[read] !== READ || opKey[read] !== key) read++;
  const value = workload === 'list-append' ? listOf(transactions, read) : opValue[read];
  return (
    `${nameOf(transactions, reader)} sees ${nameOf(transactions, seen)} (${sight.join(', and ')}), which wrote ${showKey(transactions, key)}, and yet read it ` +
    `as ${show(value)} of ${nameOf(transactions, before)}`
  );
}
