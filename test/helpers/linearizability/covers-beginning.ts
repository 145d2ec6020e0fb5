import { canonicalText } from '../../../src/history/canonical.ts';
import type { Configuration, Core } from '../../../src/checkers/linearizability/certificate.ts';
import type { Call, Spec } from '../../../src/checkers/linearizability/spec.ts';
import { keyOf, situationsAfter } from './brute-force.ts';
import { type IndexedCall, isOmittable } from './core-parts.ts';

/** Whether each situation at the core's beginning is included in one of its configurations. */
export function coversBeginning(calls: readonly IndexedCall[], spec: Spec, core: Core): boolean {
  const end = Math.max(...core.operations.map(({ ret }) => ret ?? -1));
  const pending = calls.filter(({ call, ret }) => call < core.begin && (ret ?? Infinity) > core.begin);
  const situations = situationsAfter(spec, [{ state: spec.initial, left: calls }], core.begin);
  return situations.every(({ state, left }) => {
    const done = pending.filter((call) => !left.includes(call));
    return exchangesOf(done, pending, end).some((tookEffect) =>
      core.configurations.some((from) => leadsTo(spec, core, from, state, pending, tookEffect)),
    );
  });
}

function deadlineOf({ ret }: IndexedCall, end: number): number {
  return ret === undefined || ret > end ? Number.MAX_VALUE : ret;
}

/**
 * The calls, and whatever may have taken effect instead of them: for each an identical one that has to take effect no later. The
 * one that did not can take the other's place in an order, so an exchange allows all that the situation does.
 */
function exchangesOf(
  done: readonly IndexedCall[],
  pending: readonly IndexedCall[],
  end: number,
): readonly (readonly IndexedCall[])[] {
  let exchanges: readonly (readonly IndexedCall[])[] = [[]];
  for (const call of done) {
    const instead = pending.filter(
      (other) => textOf(other) === textOf(call) && deadlineOf(other, end) <= deadlineOf(call, end),
    );
    const longer = exchanges.flatMap((one) =>
      instead.filter((other) => !one.includes(other)).map((other) => [...one, other]),
    );
    exchanges = [
      ...new Map(longer.map((one) => [String(one.map(({ index }) => index).sort((a, b) => a - b)), one])).values(),
    ];
  }
  return exchanges;
}

function textOf({ f, argument, result, known }: Call): string {
  return canonicalText({ f, argument, result, known });
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
