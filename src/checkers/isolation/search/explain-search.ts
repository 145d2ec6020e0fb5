import type { Anomaly, CycleEdge } from '../../verdict.ts';
import { kindOf } from '../cycle.ts';
import { FAN, RW, WW } from '../dependencies.ts';
import { citedIndex, nameOf, showKey } from '../describe.ts';
import { explainEdge, type ExplainDependency } from '../reasons.ts';
import type { Transactions } from '../transactions.ts';
import type { Choices } from './choices.ts';
import type { ReasonedEdge } from './constraint-graph.ts';
import type { ForcedAnswer, Proof } from './probe.ts';
import type { SearchResult } from './search-versions.ts';

/** What is found where no order of versions works and no single chain of reasons shows it. */
const NO_VERSION_ORDER = 'no-version-order';

/** Tells why a search found no order of the writers. */
export function tellRefutation(
  transactions: Transactions,
  { choices, proof }: Extract<SearchResult, { verdict: 'violated' }>,
  explain: ExplainDependency,
): Anomaly {
  return proof === undefined
    ? explainSearch(transactions, choices)
    : explainProof(transactions, choices, proof, explain);
}

/** Tells a proof: the forced orders of writers one by one, then the cycle that they close. */
function explainProof(transactions: Transactions, choices: Choices, proof: Proof, explain: ExplainDependency): Anomaly {
  const cycle = withoutHelpers(proof.cycle, transactions.count);
  const edges = cycle.map((edge) => tellEdge(transactions, edge, explain));
  const names = cycle.map(({ from }) => nameOf(transactions, from));
  const claims = edges.map(
    (edge, i) => `${names[i]} must come before ${names[(i + 1) % names.length]}, because ${edge.because}`,
  );
  const last = claims.pop()!;
  return {
    kind: kindOf(cycle.map(({ label }) => label)),
    message: `${claims.length === 0 ? '' : `${claims.join('; ')}; but `}${last}: a contradiction`,
    operations: cycle.map(({ from }) => citedIndex(transactions, from)),
    steps: proof.forced.map((answer) => tellForced(transactions, choices, answer, explain)),
    count: 1,
    cycle: edges,
  };
}

function explainSearch(transactions: Transactions, choices: Choices): Anomaly {
  const involved = [...new Set([...choices.first, ...choices.second])].sort((a, b) => a - b);
  return {
    kind: NO_VERSION_ORDER,
    message:
      `a complete search over the ${choices.count} open orders between writers of the same key found none that fits all reads: ` +
      `every one leads to a cycle`,
    operations: involved.slice(0, 20).map((t) => citedIndex(transactions, t)),
  };
}

function tellForced(
  transactions: Transactions,
  choices: Choices,
  { literal, otherwise }: ForcedAnswer,
  explain: ExplainDependency,
): string {
  const before = nameOf(transactions, choices.before(literal));
  const after = nameOf(transactions, choices.after(literal));
  const cycle = withoutHelpers(otherwise, transactions.count);
  const told = cycle.map((edge) => {
    const because = edge.literal === (literal ^ 1) ? 'as supposed' : tellEdge(transactions, edge, explain).because;
    return `${nameOf(transactions, edge.from)} < ${nameOf(transactions, edge.to)} (${because})`;
  });
  return (
    `${before} wrote ${showKey(transactions, choices.key(literal))} before ${after}: the other way round there would be a cycle, ` +
    told.join(', ')
  );
}

function tellEdge(transactions: Transactions, edge: ReasonedEdge, explain: ExplainDependency): CycleEdge {
  const { from, to, label, literal, key } = edge;
  if (literal === -1 || label !== WW) return explainEdge(transactions, from, to, label, explain, key);
  return {
    from: citedIndex(transactions, from),
    to: citedIndex(transactions, to),
    type: 'ww',
    key: transactions.keys[key],
    because: `both wrote ${showKey(transactions, key)}, and the other way round there would be a cycle`,
  };
}

/** Puts the edges into the order of the cycle, and joins those that go through helper nodes. */
function withoutHelpers(edges: readonly ReasonedEdge[], transactionCount: number): ReasonedEdge[] {
  const start = edges.findIndex(({ from }) => from < transactionCount);
  const turned = [...edges.slice(start), ...edges.slice(0, start)];
  const joined: ReasonedEdge[] = [];
  for (const edge of turned) {
    const previous = joined.at(-1);
    if (edge.from < transactionCount || previous === undefined)
      joined.push({ ...edge, label: edge.label === FAN ? RW : edge.label });
    else joined[joined.length - 1] = { ...previous, to: edge.to };
  }
  return joined;
}
