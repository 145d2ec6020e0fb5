import type { StepBudget } from '../graph/path.ts';
import { Findings } from '../findings.ts';
import { mostPairs, type Analysis, type Effort, type LevelDecision } from './analysis.ts';
import { CycleSearch } from './cycle-search.ts';
import { findCycleCore, orderTransactions } from './cycle-core.ts';
import type { Cycle } from './cycle.ts';
import { explainCycle } from './explain-cycle.ts';
import type { Dependencies } from './dependencies.ts';
import { EdgeList } from '../graph/edge-list.ts';
import { KnownOrderLevels } from './known-order-levels.ts';
import { baseOf, orderOf, type IsolationLevel, type RespectedOrder } from './level.ts';
import { decidePerKey } from './per-key.ts';
import { groupByKey, plainKeys } from './plain-keys.ts';
import type { WriterGroup } from './writer-groups.ts';
import type { SearchedBase } from './search/constraint-graph.ts';
import { tellRefutation } from './search/explain-search.ts';
import { searchVersions } from './search/search-versions.ts';
import { listDependencies } from './list-dependencies.ts';
import { checkListReads } from './list-reads.ts';
import { explainListDependency } from './list-reasons.ts';
import { decideByView, isWeak } from './weak/decide-by-view.ts';
import { orderListVersions } from './list-versions.ts';
import { checkListWrites } from './list-writes.ts';
import type { Transactions } from './transactions.ts';

/** Analyses a list-append history, whose reads reveal the order of versions. */
export function analyseListAppend(transactions: Transactions, budget: StepBudget): Analysis {
  const findings = new Findings();
  const steps = budget.stepsLeft;
  const versions = orderListVersions(transactions);
  const usable = checkListReads(transactions, versions, findings);
  checkListWrites(transactions, versions, usable, findings);
  const { dependencies, unread } = listDependencies(transactions, versions, usable);
  const explainDependency = explainListDependency(dependencies, versions);
  const explain = (cycle: Cycle, count = 1) => explainCycle(transactions, cycle, count, explainDependency);
  const isPresent = (t: number): boolean => usable.present[t] === 1;
  const { order: realtimeOrder, core } = findCycleCore(dependencies);
  const search = core === undefined ? undefined : new CycleSearch(core, transactions.count, budget);
  search?.searchAll();
  const inCore = markNodes(dependencies.nodeCount, core?.nodeOf);
  const levels =
    core === undefined || search === undefined
      ? undefined
      : new KnownOrderLevels(core, transactions.count, budget, (mask) => search.components(mask));
  return { findings, cycles: search?.found ?? new Map(), decide, explain };

  function decide(level: IsolationLevel, effort: Effort): LevelDecision {
    const base = baseOf(level);
    const order = orderOf(level);
    const isPlain = levels === undefined && findings.counts.size === 0;
    if (base === 'per-key-linearizable' && !isPlain) {
      const byKey = groupByKey(transactions);
      const settled = findings.counts.size === 0 ? plainKeys(dependencies, versions, byKey) : undefined;
      return decidePerKey(transactions, byKey, settled, (ofKey) => analyseListAppend(ofKey, budget));
    }
    if (levels === undefined || base === 'per-key-linearizable')
      return { verdict: 'holds', serialOrder: () => realtimeOrder! };
    if (isWeak(base))
      return decideByView(
        restrictDependencies(dependencies, withSources(dependencies, inCore)),
        base,
        order,
        budget,
        explainDependency,
      );
    const { verdict, cycle } = levels.decide(base, order);
    if (verdict === 'unknown') return { verdict };
    if (verdict === 'violated') return { verdict, tell: () => [explain(cycle!)] };
    if (base === 'serializable')
      return { verdict, serialOrder: () => orderTransactions(dependencies, order === 'session').filter(isPresent) };
    const needsUnread = base === 'snapshot-isolation' || base === 'parallel-snapshot-isolation';
    return needsUnread ? decideUnread(level, base, order, mostPairs(effort, steps)) : { verdict };
  }

  /** Under these levels two writers of a key must not be concurrent, so appends that nobody read must have an order, too. */
  function decideUnread(
    level: IsolationLevel,
    base: SearchedBase,
    order: RespectedOrder,
    pairLimit: number,
  ): LevelDecision {
    const groups = unread.map((group) => restrict(group, inCore)).filter(({ writers }) => writers.length > 1);
    if (groups.length === 0) return { verdict: 'holds' };
    const result = searchVersions({
      dependencies: restrictDependencies(dependencies, inCore),
      groups,
      base,
      order,
      budget,
      pairLimit,
    });
    if (result.verdict === 'holds') return { verdict: 'holds' };
    if (result.verdict === 'unknown') return result;
    const tell = () => tellRefutation({ dependencies, result, level, budget, explain: explainDependency });
    return { verdict: 'violated', tell };
  }
}

/** 1 for nodes of the graph that are kept; helpers for real time are beyond the graph. */
function markNodes(nodeCount: number, nodes: Int32Array | undefined): Uint8Array {
  const kept = new Uint8Array(nodeCount);
  for (const node of nodes ?? []) if (node < nodeCount) kept[node] = 1;
  return kept;
}

function restrict({ key, writers, readers }: WriterGroup, kept: Uint8Array): WriterGroup {
  return { key, writers: writers.filter((writer) => kept[writer] === 1), readers };
}

/** With the transactions that were read from: what they must come after is judged as well. */
function withSources({ transactions, readsFrom }: Dependencies, kept: Uint8Array): Uint8Array {
  const { opTransaction } = transactions;
  const wider = kept.slice();
  for (let read = 0; read < readsFrom.length; read++) {
    const write = readsFrom[read]!;
    if (write >= 0 && kept[opTransaction[read]!] === 1) wider[opTransaction[write]!] = 1;
  }
  return wider;
}

/** Only what can be on a cycle; all else can be ordered around it. */
function restrictDependencies(dependencies: Dependencies, kept: Uint8Array): Dependencies {
  const { from, to, label, size } = dependencies.edges;
  const edges = new EdgeList(size >> 2);
  for (let e = 0; e < size; e++) if (kept[from[e]!] === 1 && kept[to[e]!] === 1) edges.add(from[e]!, to[e]!, label[e]!);
  return { ...dependencies, edges, present: dependencies.present.map((one, t) => one & kept[t]!) };
}
