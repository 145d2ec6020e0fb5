import type { CheckResult } from 'porcupine-ts';
import type { Anomaly, Exercised, Verdict } from '../../verdict.ts';
import type { ObjectOrder } from '../certificate.ts';
import { describeCall } from '../explain/describe-call.ts';
import type { Spec } from '../spec.ts';
import { effectiveOrder } from './effective-order.ts';
import type { PorcupineOperation } from './porcupine-model.ts';

/** What Porcupine found on one object. */
export interface JudgedObject {
  /** `undefined` in a history of one object. */
  readonly key: unknown;
  readonly operations: readonly PorcupineOperation[];
  readonly result: CheckResult;
  /** Orders of positions in `operations` that the spec allows: all of them when the result is `Ok`. */
  readonly longestFirst: readonly (readonly number[])[];
}

/**
 * What the results on all objects come to.
 *
 * @param vacuous why the history says nothing, if it does
 */
export function opinionOn(
  objects: readonly JudgedObject[],
  exercised: Exercised,
  spec: Spec,
  initial: unknown,
  vacuous: string | undefined,
): Verdict {
  const [first, ...others] = objects
    .filter(({ result }) => result === 'Illegal')
    .map((object) => anomalyOf(spec, object));
  if (first !== undefined) return { verdict: 'violated', exercised, anomalies: [first, ...others] };
  const undecided = objects.filter(({ result }) => result === 'Unknown').length;
  if (undecided > 0)
    return {
      verdict: 'unknown',
      exercised,
      reason: `Porcupine's steps ran out on ${undecided} of ${objects.length} objects`,
    };
  if (vacuous !== undefined) return { verdict: 'vacuous', exercised, reason: vacuous };
  const orders = objects.map((object) => orderOf(object, spec, initial));
  return { verdict: 'holds', exercised, certificate: { kind: 'linearization', orders } };
}

/** The first to return of the operations that the longest order leaves out is what it can't explain. */
function anomalyOf(spec: Spec, { key, operations, longestFirst }: JudgedObject): Anomaly {
  const placed = new Set(longestFirst[0]);
  const left = operations.filter((_, position) => !placed.has(position));
  const failing = left.reduce((soonest, other) => (other.return < soonest.return ? other : soonest));
  const object = key === undefined ? '' : `key ${JSON.stringify(key)}: `;
  const operation = `operation ${failing.metadata} (${describeCall(spec, failing.input)})`;
  return {
    kind: 'non-linearizable',
    message: `${object}${operation} can't be explained: of ${operations.length} operations the longest order that is possible has ${placed.size}, and this one has no place in it`,
    operations: [failing.metadata!],
  };
}

function orderOf({ key, operations, longestFirst }: JudgedObject, spec: Spec, initial: unknown): ObjectOrder {
  const order = longestFirst[0]!.map((position) => operations[position]!);
  const effective = effectiveOrder(
    spec,
    initial,
    order.map(({ input }) => input),
  );
  const indices = effective.map((position) => order[position]!.metadata!);
  return key === undefined ? { operations: indices } : { key, operations: indices };
}
