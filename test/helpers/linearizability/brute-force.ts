import { canonicalText } from '../../../src/history/canonical.ts';
import type { Call, Spec } from '../../../src/checkers/linearizability/spec.ts';

/** A call with its interval: positions of invocation and completion; without the latter it may take effect any time later. */
export interface TimedCall extends Call {
  readonly call: number;
  readonly ret: number | undefined;
  readonly skippable?: boolean;
}

/**
 * The states in which the object may be after every call that must take effect did, in every order that real time allows.
 * None when there is no such order. Tries everything; for a dozen calls.
 *
 * @param until calls that had not returned by then may have taken effect or not
 */
export function bruteForce(
  spec: Spec,
  roots: readonly unknown[],
  calls: readonly TimedCall[],
  until: number = Infinity,
): readonly unknown[] {
  const mustHappen = ({ ret, skippable }: TimedCall): boolean =>
    ret !== undefined && ret <= until && skippable !== true;
  const candidates = calls.filter(({ call }) => call < until);
  const seen = new Set<string>();
  const ends = new Map<string, unknown>();
  const visit = (state: unknown, left: readonly TimedCall[]): void => {
    const text = canonicalText([keyOf(spec, state), left.map((call) => candidates.indexOf(call))]);
    if (seen.has(text)) return;
    seen.add(text);
    if (!left.some(mustHappen)) ends.set(String(keyOf(spec, state)), state);
    const deadline = Math.min(...left.filter(mustHappen).map(({ ret }) => ret!));
    for (const call of left) {
      if (call.call > deadline) continue;
      // A call that may be skipped still can't take effect after it returned.
      const rest = left.filter(
        (other) => other !== call && !(other.skippable === true && (other.ret ?? Infinity) < call.call),
      );
      for (const next of spec.step(state, call)) visit(next, rest);
    }
  };
  for (const root of roots) visit(root, candidates);
  return [...ends.values()];
}

function keyOf(spec: Spec, state: unknown): string | number {
  return spec.key === undefined ? canonicalText(state) : spec.key(state);
}
