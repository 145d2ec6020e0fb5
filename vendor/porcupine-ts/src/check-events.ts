import type { CheckLimits } from './check-limits.ts';
import { checkPartitions } from './check-partitions.ts';
import type { CheckReport } from './check-report.ts';
import type { CheckResult } from './check-result.ts';
import { pairEvents } from './event-pairing.ts';
import type { Event } from './event.ts';
import type { Model, State } from './model.ts';
import type { Operation } from './operation.ts';

/**
 * Whether a history is linearizable. Takes as long as it takes.
 *
 * @throws MalformedHistoryError when a call has no return, a return no call, or two calls share an identifier
 */
export function checkEvents<S extends State, I, O, M = unknown>(
  model: Model<S, I, O, M>,
  history: readonly Event<I, O, M>[],
): boolean {
  return checkEventsTimeout(model, history, {}) === 'Ok';
}

/**
 * Whether a history is linearizable, or `Unknown` when a limit is reached first.
 *
 * @throws MalformedHistoryError when a call has no return, a return no call, or two calls share an identifier
 * @throws RangeError when a limit is negative or not a number
 */
export function checkEventsTimeout<S extends State, I, O, M = unknown>(
  model: Model<S, I, O, M>,
  history: readonly Event<I, O, M>[],
  limits: CheckLimits,
): CheckResult {
  return checkPartitions(model, partition(model, history), limits, false).result;
}

/**
 * As `checkEventsTimeout`, and collects what `visualize` shows. In its `info` a time is an event's place in its
 * partition, and operations are numbered by the order of their calls.
 *
 * @throws MalformedHistoryError when a call has no return, a return no call, or two calls share an identifier
 * @throws RangeError when a limit is negative or not a number
 */
export function checkEventsVerbose<S extends State, I, O, M = unknown>(
  model: Model<S, I, O, M>,
  history: readonly Event<I, O, M>[],
  limits: CheckLimits = {},
): CheckReport<I, O, M> {
  return checkPartitions(model, partition(model, history), limits, true);
}

function partition<S extends State, I, O, M>(
  model: Model<S, I, O, M>,
  history: readonly Event<I, O, M>[],
): Operation<I, O, M>[][] {
  return (model.partitionEvent?.(history) ?? [history]).map((events) => pairEvents(events));
}
