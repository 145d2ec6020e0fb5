import { canonicalText } from '../../../src/history/canonical.ts';
import type { Configuration, Core } from '../../../src/checkers/linearizability/certificate.ts';
import type { Call, Spec } from '../../../src/checkers/linearizability/spec.ts';
import { keyOf, situationsAfter } from './brute-force.ts';
import { type IndexedCall, isOmittable } from './core-parts.ts';

/** Whether each situation at the core's beginning is included in one of its configurations. */
export function coversBeginning(calls: readonly IndexedCall[], spec: Spec, core: Core): boolean {
  const end = Math.max(...core.operations.map(({ ret }) => ret ?? -1));
  const pending = calls
    .filter(({ call, ret }) => call < core.begin && (ret ?? Infinity) > core.begin)
    .sort((a, b) => deadlineOf(a, end) - deadlineOf(b, end));
  const situations = situationsAfter(spec, [{ state: spec.initial, left: calls }], core.begin);
  return situations.every(({ state, left }) => {
    const done = pending.filter((call) => !left.includes(call));
    // The exchange of identical calls may allow more than the situation does, so the core needs to include only one of the two.
    return [done, soonestFirst(spec, pending, done)].some((tookEffect) =>
      core.configurations.some((from) => leadsTo(spec, core, from, state, pending, tookEffect)),
    );
  });
}

function deadlineOf({ ret }: IndexedCall, end: number): number {
  return ret === undefined || ret > end ? Number.MAX_VALUE : ret;
}

/** Instead of some calls, as many identical ones that have to take effect sooner: that leaves open whatever was. */
function soonestFirst(
  spec: Spec,
  pending: readonly IndexedCall[],
  done: readonly IndexedCall[],
): readonly IndexedCall[] {
  const textOf = ({ f, argument, result, known }: Call): string => canonicalText({ f, argument, result, known });
  return done.map((call, nth) => {
    if (isOmittable(spec, call)) return call;
    const before = done.slice(0, nth).filter((other) => textOf(other) === textOf(call)).length;
    return pending.filter((other) => textOf(other) === textOf(call))[before]!;
  });
}

/**
 * Whether a configuration leads to a state in which some pending calls took effect: none did that did not there, and some of
 * those that did lead from the one to the other, without any that would still have to take effect.
 */
function leadsTo(
  spec: Spec,
  { operations }: Core,
  from: Configuration,
  state: unknown,
  pending: readonly IndexedCall[],
  done: readonly IndexedCall[],
): boolean {
  const tooMany = pending.filter((call) => from.done.includes(call.index) && !done.includes(call));
  if (!tooMany.every((call) => isOmittable(spec, call))) return false;
  const open = done.filter(({ index }) => !from.done.includes(index)).map((call) => ({ ...call, ret: undefined }));
  const isFree = ({ index }: IndexedCall): boolean => {
    const inCore = operations.find((operation) => operation.index === index);
    return inCore === undefined || inCore.ret === undefined || inCore.skippable === true;
  };
  return situationsAfter(spec, [{ state: from.state, left: open }]).some(
    (reached) =>
      keyOf(spec, reached.state) === keyOf(spec, state) &&
      open.every((call) => isFree(call) || !reached.left.includes(call)),
  );
}
