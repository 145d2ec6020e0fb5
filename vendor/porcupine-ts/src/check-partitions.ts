import type { CheckLimits } from './check-limits.ts';
import type { CheckReport } from './check-report.ts';
import type { CheckResult } from './check-result.ts';
import { Budget } from './engine/budget.ts';
import { runInTurns } from './engine/fair-turns.ts';
import { Search } from './engine/search.ts';
import { LinearizationInfo } from './linearization-info.ts';
import type { Model, State } from './model.ts';
import type { Operation } from './operation.ts';

/** Checks every partition of a history; without `verbose`, `info` is empty and a violation ends the check. */
export function checkPartitions<S extends State, I, O, M>(
  model: Model<S, I, O, M>,
  partitions: readonly (readonly Operation<I, O, M>[])[],
  limits: CheckLimits,
  verbose: boolean,
): CheckReport<I, O, M> {
  const searches = partitions.map((partition) => new Search(model, partition, verbose));
  const budget = new Budget(limits);
  runInTurns(searches, budget, !verbose);
  const info = verbose
    ? new LinearizationInfo(
        partitions,
        searches.map((search) => search.partialLinearizations()),
      )
    : new LinearizationInfo<I, O, M>();
  return { result: summarize(searches), info, steps: budget.spent, exhausted: budget.exhausted };
}

function summarize(
  searches: readonly { readonly outcome: Search<State, never, never, never>['outcome'] }[],
): CheckResult {
  if (searches.some((search) => search.outcome === 'illegal')) return 'Illegal';
  return searches.every((search) => search.outcome === 'ok') ? 'Ok' : 'Unknown';
}
