import { canonicalText } from '../../../src/history/canonical.ts';
import type { Core } from '../../../src/checkers/linearizability/certificate.ts';
import type { Call, SeparateValues, Spec } from '../../../src/checkers/linearizability/spec.ts';
import type { Situation, TimedCall } from './brute-force.ts';

/** A call of a history, by the index of its invocation. */
export interface IndexedCall extends TimedCall {
  readonly index: number;
}

/** What the calls of a core begin with. */
export function beginningsOf({ configurations, operations }: Core): readonly Situation[] {
  return configurations.map(({ state, done }) => ({
    state,
    left: operations.filter(({ index }) => !done.includes(index)),
  }));
}

/** Whether a call can be left out of any allowed sequence. */
export function isOmittable(spec: Spec, call: Call): boolean {
  const names = [...(spec.readOnly ?? []), ...(spec.omittable ?? [])];
  return names.includes(call.f) || spec.changesNothing?.(call) === true;
}

/** A call without all separate values but those that are kept, by their canonical texts; nothing when the call goes. */
export function withoutOthers(
  values: SeparateValues | undefined,
  call: Call,
  kept: ReadonlySet<string>,
): Call | undefined {
  let reduced: Call | undefined = call;
  for (const value of values?.of(call) ?? [])
    if (reduced !== undefined && !kept.has(canonicalText(value))) reduced = values?.without(reduced, value);
  return reduced;
}
