import type { StepBudget } from '../graph/path.ts';
import { Findings } from '../findings.ts';
import { pairLimits, type Analysis, type Effort, type LevelDecision } from './analysis.ts';
import { CycleSearch } from './cycle-search.ts';
import { findCycleCore, orderTransactions } from './cycle-core.ts';
import type { Cycle } from './cycle.ts';
import { explainCycle } from './explain-cycle.ts';
import type { Dependencies } from './dependencies.ts';
import { EdgeList } from '../graph/edge-list.ts';
import { KnownOrderLevels } from './known-order-levels.ts';
import { baseOf, orderOf, type IsolationLevel, type RespectedOrder } from './level.ts';
import { decidePerKey } from './per-key.ts';
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
  const inCore = new Set(core?.nodeOf);
  const levels =
    core === undefined || search === undefined
      ? undefined
      : new KnownOrderLevels(core, transactions.count, budget, (mask) => search.components(mask));
  return { findings, cycles: search?.found ?? new Map(), decide, explain };

  function decide(level: IsolationLevel, effort: Effort): LevelDecision {
    const base = baseOf(level);
    const order = orderOf(level);
    const isPlain = levels === undefined && findings.counts.size === 0;
    if (base === 'per-key-linearizable' && !isPlain)
      return decidePerKey(transactions, (ofKey) => analyseListAppend(ofKey, budget));
    if (levels === undefined || base === 'per-key-linearizable')
      return { verdict: 'holds', serialOrder: () => realtimeOrder!.filter(isPresent) };
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
    if (verdict === 'violated') return { verdict, tell: () => explain(cycle!) };
    if (base === 'serializable')
      return { verdict, serialOrder: () => orderTransactions(dependencies, order === 'session').filter(isPresent) };
    const needsUnread = base === 'snapshot-isolation' || base === 'parallel-snapshot-isolation';
    return needsUnread ? decideUnread(base, order, pairLimits[effort]) : { verdict };
  }

  /** Under these levels two writers of a key must not be concurrent, so appends that nobody read must have an order, too. */
  function decideUnread(base: SearchedBase, order: RespectedOrder, pairLimit: number): LevelDecision {
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
    if (result.verdict !== 'violated') return { verdict: result.verdict };
    return { verdict: 'violated', tell: () => tellRefutation(transactions, result, explainDependency) };
  }
}

function restrict({ key, writers, readers }: WriterGroup, kept: ReadonlySet<number>): WriterGroup {
  return { key, writers: writers.filter((writer) => kept.has(writer)), readers };
}

/** With the transactions that were read from: what they must come after is judged as well. */
function withSources({ transactions, readsFrom }: Dependencies, kept: ReadonlySet<number>): ReadonlySet<number> {
  const wider = new Set(kept);
  readsFrom.forEach((write, read) => {
    if (write >= 0 && kept.has(transactions.opTransaction[read]!)) wider.add(transactions.opTransaction[write]!);
  });
  return wider;
}

/** Only what can be on a cycle; all else can be ordered around it. */
function restrictDependencies(dependencies: Dependencies, kept: ReadonlySet<number>): Dependencies {
  const { from, to, label, size } = dependencies.edges;
  const edges = new EdgeList();
  for (let e = 0; e < size; e++) if (kept.has(from[e]!) && kept.has(to[e]!)) edges.add(from[e]!, to[e]!, label[e]!);
  const present = dependencies.present.map((one, t) => (kept.has(t) ? one : 0));
  return { ...dependencies, edges, present };
}
