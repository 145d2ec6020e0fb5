import type { StepBudget } from '../graph/path.ts';
import { Findings } from '../findings.ts';
import { mostPairs, type Analysis, type Effort, type LevelDecision } from './analysis.ts';
import { assumedVersions } from './assumed-versions.ts';
import type { Assumption } from './assumption.ts';
import { CycleSearch } from './cycle-search.ts';
import { findCycleCore } from './cycle-core.ts';
import type { Cycle } from './cycle.ts';
import { explainCycle } from './explain-cycle.ts';
import { KnownOrderLevels } from './known-order-levels.ts';
import { baseOf, orderOf, type BaseLevel, type IsolationLevel, type RespectedOrder } from './level.ts';
import { decidePerKey } from './per-key.ts';
import { groupByKey } from './plain-keys.ts';
import { registerDependencies } from './register-dependencies.ts';
import { explainRegisterDependency } from './register-reasons.ts';
import { matchRegisterReads } from './register-values.ts';
import type { SearchedBase } from './search/constraint-graph.ts';
import { tellRefutation } from './search/explain-search.ts';
import { searchVersions } from './search/search-versions.ts';
import type { Transactions } from './transactions.ts';
import { groupWriters, type WriterGroup } from './writer-groups.ts';
import { decideByView, isWeak } from './weak/decide-by-view.ts';

const SEARCHED: readonly BaseLevel[] = ['prefix', 'parallel-snapshot-isolation', 'snapshot-isolation', 'serializable'];

/** Analyses a register history: what is certain first, then what the levels leave open. */
export function analyseRwRegister(
  transactions: Transactions,
  assumptions: readonly Assumption[],
  budget: StepBudget,
): Analysis {
  const findings = new Findings();
  const steps = budget.stepsLeft;
  const reads = matchRegisterReads(transactions, findings);
  const assumed = assumedVersions(transactions, reads, assumptions);
  const { dependencies, versionReaders } = registerDependencies(transactions, reads, assumed, findings);
  const explainDependency = explainRegisterDependency(dependencies);
  const explain = (cycle: Cycle, count = 1) => explainCycle(transactions, cycle, count, explainDependency);
  const { core } = findCycleCore(dependencies);
  const search = core === undefined ? undefined : new CycleSearch(core, transactions.count, budget);
  search?.searchAll();
  const known =
    core === undefined || search === undefined
      ? undefined
      : new KnownOrderLevels(core, transactions.count, budget, (mask) => search.components(mask));
  let groups: WriterGroup[] | undefined;
  return { findings, cycles: search?.found ?? new Map(), decide, explain };

  function decide(level: IsolationLevel, effort: Effort): LevelDecision {
    const base = baseOf(level);
    const order = orderOf(level);
    if (base === 'per-key-linearizable')
      return decidePerKey(transactions, groupByKey(transactions), undefined, (ofKey) =>
        analyseRwRegister(ofKey, [], budget),
      );
    if (isWeak(base)) return decideByView(dependencies, base, order, budget, explainDependency);
    const { verdict, cycle } = known?.decide(base, order) ?? { verdict: 'holds' };
    if (verdict === 'violated' && cycle !== undefined) return { verdict, tell: () => [explain(cycle)] };
    return SEARCHED.includes(base)
      ? decideBySearch(level, base as SearchedBase, order, mostPairs(effort, steps))
      : { verdict: 'holds' };
  }

  function decideBySearch(
    level: IsolationLevel,
    base: SearchedBase,
    order: RespectedOrder,
    pairLimit: number,
  ): LevelDecision {
    groups ??= groupWriters(transactions, reads.present, versionReaders);
    const result = searchVersions({ dependencies, groups, base, order, budget, pairLimit });
    if (result.verdict === 'holds')
      return base === 'serializable'
        ? { verdict: 'holds', serialOrder: () => result.serialOrder }
        : { verdict: 'holds' };
    if (result.verdict === 'unknown') return result;
    const tell = () => tellRefutation({ dependencies, result, level, budget, explain: explainDependency });
    return { verdict: 'violated', tell };
  }
}
