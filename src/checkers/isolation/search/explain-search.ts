import type { StepBudget } from '../../graph/path.ts';
import type { Anomaly, CycleEdge, ForcedEdge } from '../../verdict.ts';
import { kindOf, type Cycle, type CycleKind } from '../cycle.ts';
import { findCycleCore } from '../cycle-core.ts';
import { CycleSearch } from '../cycle-search.ts';
import { FAN, RW, WW, type Dependencies } from '../dependencies.ts';
import { citedIndex, nameOf, showKey } from '../describe.ts';
import { explainCycle } from '../explain-cycle.ts';
import { forbiddenCycles } from '../forbidden.ts';
import type { IsolationLevel } from '../level.ts';
import { explainEdge, type ExplainDependency } from '../reasons.ts';
import type { Transactions } from '../transactions.ts';
import type { Choices } from './choices.ts';
import type { ReasonedEdge } from './constraint-graph.ts';
import { explainForced, ForcedOrders } from './forced-orders.ts';
import { restingOn, type ForcedAnswer, type Proof } from './probe.ts';
import type { SearchResult } from './search-versions.ts';

/** What is found where no order of versions works and no single chain of reasons shows it. */
const NO_VERSION_ORDER = 'no-version-order';

/** A search that found no order of the writers, and what is needed to tell why. */
interface Refutation {
  readonly dependencies: Dependencies;
  readonly result: Extract<SearchResult, { verdict: 'violated' }>;
  readonly level: IsolationLevel;
  readonly budget: StepBudget;
  readonly explain: ExplainDependency;
}

/**
 * Tells what refutes the level. The orders that the proof forces become dependencies like all others, and their cycles are counted by kind; where
 * none of those is of a kind that the level forbids everywhere, the cycle of the proof itself is told.
 */
export function tellRefutation(refutation: Refutation): readonly [Anomaly, ...Anomaly[]] {
  const { dependencies, result, explain } = refutation;
  const { transactions } = dependencies;
  const { choices, proof } = result;
  if (proof === undefined) return [explainSearch(transactions, choices)];
  const [first, ...rest] = tellCycles(refutation, proof);
  return first === undefined ? [explainProof(transactions, choices, proof, explain)] : [first, ...rest];
}

function tellCycles({ dependencies, result, level, budget, explain }: Refutation, proof: Proof): Anomaly[] {
  const { transactions } = dependencies;
  const { choices } = result;
  const orders = new ForcedOrders(dependencies, choices, proof.forced);
  const { core } = findCycleCore(orders.dependencies);
  if (core === undefined) return [];
  const search = new CycleSearch(core, transactions.count, budget);
  search.searchAll();
  const tell = (cycle: Cycle, count: number): Anomaly => {
    const { transactions: members, labels } = cycle;
    const literals = members.map((from, i) => orders.literalOf(from, members[(i + 1) % members.length]!, labels[i]!));
    const needed = restingOn(proof.forced, literals);
    const anomaly = explainCycle(transactions, cycle, count, orders.explain(explain));
    return { ...anomaly, ...tellForced(transactions, choices, needed, explain, anomaly.steps) };
  };
  return forbiddenCycles(level).flatMap((kind) => {
    const found = search.found.get(kind as CycleKind);
    return found === undefined ? [] : found.shortest.map((cycle) => tell(cycle, found.count));
  });
}

/** The forced orders of writers one by one, then the simplest cycle that rests on them. */
function explainProof(
  transactions: Transactions,
  choices: Choices,
  { forced, cycles }: Proof,
  explain: ExplainDependency,
): Anomaly {
  const [shortest] = [...cycles].sort((a, b) => a.length - b.length);
  const cycle = withoutHelpers(shortest!, transactions.count);
  const edges = cycle.map((edge) => tellEdge(transactions, edge, explain));
  const names = cycle.map(({ from }) => nameOf(transactions, from));
  const claims = edges.map(
    (edge, i) => `${names[i]} must come before ${names[(i + 1) % names.length]}, because ${edge.because}`,
  );
  const last = claims.pop()!;
  const needed = restingOn(
    forced,
    cycle.map(({ literal }) => literal),
  );
  return {
    kind: kindOf(cycle.map(({ label }) => label)),
    message: `${claims.length === 0 ? '' : `${claims.join('; ')}; but `}${last}: a contradiction`,
    operations: cycle.map(({ from }) => citedIndex(transactions, from)),
    count: 1,
    cycle: edges,
    ...tellForced(transactions, choices, needed, explain),
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

/** Forced orders as steps before the others, and as data. */
function tellForced(
  transactions: Transactions,
  choices: Choices,
  needed: readonly ForcedAnswer[],
  explain: ExplainDependency,
  steps: readonly string[] = [],
): Pick<Anomaly, 'steps' | 'forced'> {
  if (needed.length === 0) return { steps };
  const forced = needed.map((answer) => forcedEdge(transactions, choices, answer, explain));
  const told = forced.map(({ from, to, otherwise }, i) => {
    const cycle = otherwise.map((edge) => `T${edge.from} < T${edge.to} (${edge.because})`);
    const key = showKey(transactions, choices.key(needed[i]!.literal));
    return `T${from} wrote ${key} before T${to}: the other way round there would be a cycle, ${cycle.join(', ')}`;
  });
  return { steps: [...told, ...steps], forced };
}

function forcedEdge(
  transactions: Transactions,
  choices: Choices,
  { literal, otherwise }: ForcedAnswer,
  explain: ExplainDependency,
): ForcedEdge {
  const tellOther = (edge: ReasonedEdge): CycleEdge => {
    const told = tellEdge(transactions, edge, explain);
    return edge.literal === (literal ^ 1) && edge.label === WW
      ? { ...told, type: 'order', because: 'as supposed' }
      : told;
  };
  return {
    from: citedIndex(transactions, choices.before(literal)),
    to: citedIndex(transactions, choices.after(literal)),
    key: transactions.keys[choices.key(literal)],
    otherwise: withoutHelpers(otherwise, transactions.count).map(tellOther),
  };
}

function tellEdge(transactions: Transactions, edge: ReasonedEdge, explain: ExplainDependency): CycleEdge {
  const { from, to, label, literal, key } = edge;
  const isForced = literal !== -1 && label === WW;
  const explainThis: ExplainDependency = isForced ? () => explainForced(transactions, from, to, key) : explain;
  return explainEdge(transactions, from, to, label, explainThis, key);
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
