import type { CheckLimits } from './check-limits.ts';
import { checkPartitions } from './check-partitions.ts';
import type { CheckReport } from './check-report.ts';
import type { CheckResult } from './check-result.ts';
import type { Model, State } from './model.ts';
import type { Operation } from './operation.ts';

/**
 * Whether a history is linearizable. Takes as long as it takes.
 *
 * @throws MalformedHistoryError when an operation's return is before its call
 */
export function checkOperations<S extends State, I, O, M = unknown>(
  model: Model<S, I, O, M>,
  history: readonly Operation<I, O, M>[],
): boolean {
  return checkOperationsTimeout(model, history, {}) === 'Ok';
}

/**
 * Whether a history is linearizable, or `Unknown` when a limit is reached first.
 *
 * @throws MalformedHistoryError when an operation's return is before its call
 * @throws RangeError when a limit is negative or not a number
 */
export function checkOperationsTimeout<S extends State, I, O, M = unknown>(
  model: Model<S, I, O, M>,
  history: readonly Operation<I, O, M>[],
  limits: CheckLimits,
): CheckResult {
  return checkPartitions(model, partition(model, history), limits, false).result;
}

/**
 * As `checkOperationsTimeout`, and collects what `visualize` shows. All partitions are searched to their end, even
 * after a violation.
 *
 * @throws MalformedHistoryError when an operation's return is before its call
 * @throws RangeError when a limit is negative or not a number
 */
export function checkOperationsVerbose<S extends State, I, O, M = unknown>(
  model: Model<S, I, O, M>,
  history: readonly Operation<I, O, M>[],
  limits: CheckLimits = {},
): CheckReport<I, O, M> {
  return checkPartitions(model, partition(model, history), limits, true);
}

function partition<S extends State, I, O, M>(
  model: Model<S, I, O, M>,
  history: readonly Operation<I, O, M>[],
): readonly (readonly Operation<I, O, M>[])[] {
  return model.partition?.(history) ?? [history];
}
