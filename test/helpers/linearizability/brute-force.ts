import { canonicalText } from '../../../src/history/canonical.ts';
import type { Call, Spec } from '../../../src/checkers/linearizability/spec.ts';

/** A call with its interval: positions of invocation and completion; without the latter it may take effect any time later. */
export interface TimedCall extends Call {
  readonly call: number;
  readonly ret: number | undefined;
  readonly skippable?: boolean;
}

/** A state of the object, and the calls that have not taken effect in it. */
export interface Situation {
  readonly state: unknown;
  readonly left: readonly TimedCall[];
}

/** Whether the calls that are left in one of some situations have an order that the spec and real time allow. Tries everything; for a dozen calls. */
export function hasOrder(spec: Spec, from: readonly Situation[]): boolean {
  return situationsAfter(spec, from).length > 0;
}

/**
 * All situations in which every call that must take effect until a time did. Calls that had not returned by then may have
 * taken effect or not, and so may those that say so.
 */
export function situationsAfter(
  spec: Spec,
  from: readonly Situation[],
  until: number = Infinity,
): readonly Situation[] {
  const all = situationsOnTheWay(spec, from, until);
  return all.filter(({ left }) => !left.some((call) => mustHappen(call, until)));
}

/** All situations that calls invoked before a time lead to, whether or not those that must take effect still can. */
export function situationsOnTheWay(spec: Spec, from: readonly Situation[], until: number): readonly Situation[] {
  const numbers = new Map<TimedCall, number>();
  for (const { left } of from) for (const call of left) numbers.set(call, numbers.get(call) ?? numbers.size);
  const seen = new Set<string>();
  const situations: Situation[] = [];
  const visit = (state: unknown, left: readonly TimedCall[]): void => {
    const text = `${left.map((call) => numbers.get(call)).join(',')} ${keyOf(spec, state)}`;
    if (seen.has(text)) return;
    seen.add(text);
    situations.push({ state, left });
    let deadline = Infinity;
    for (const call of left) if (mustHappen(call, until)) deadline = Math.min(deadline, call.ret!);
    for (const call of left) {
      if (call.call > deadline) continue;
      const nextStates = spec.step(state, call);
      if (nextStates.length === 0) continue;
      // A call that may be skipped still can't take effect after it returned.
      const rest = left.filter(
        (other) => other !== call && !(other.skippable === true && (other.ret ?? Infinity) < call.call),
      );
      for (const next of nextStates) visit(next, rest);
    }
  };
  for (const { state, left } of from)
    visit(
      state,
      left.filter(({ call }) => call < until),
    );
  return situations;
}

function mustHappen({ ret, skippable }: TimedCall, until: number): boolean {
  return ret !== undefined && ret <= until && skippable !== true;
}

/** The key that distinguishes states. */
export function keyOf(spec: Spec, state: unknown): string | number {
  return spec.key === undefined ? canonicalText(state) : spec.key(state);
}
