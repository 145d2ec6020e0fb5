import type { Core } from '../../../src/checkers/linearizability/certificate.ts';
import type { Spec } from '../../../src/checkers/linearizability/spec.ts';
import { keyOf, situationsOnTheWay, type TimedCall } from './brute-force.ts';
import { beginningsOf, type IndexedCall, isOmittable } from './core-parts.ts';

/**
 * Whether a call that is no part of a core makes no difference: wherever the core's calls lead without it and it is possible, it
 * changes nothing, or makes a state of which no read to come sees anything. Only a call that need not take effect may
 * change nothing; one that must may be what is wrong, unless the spec says that updates are always possible.
 *
 * @param calls all calls on the object
 */
export function helpsNobody(
  spec: Spec,
  core: Core,
  call: IndexedCall,
  calls: readonly IndexedCall[],
  end: number,
): boolean {
  if ((call.ret ?? Infinity) < end && spec.growth === undefined) return false;
  const pending = calls.filter((other) => other.call < end && (other.ret ?? Infinity) > core.begin);
  const configurations = core.configurations.filter(({ done }) => !done.includes(call.index));
  return situationsOnTheWay(spec, beginningsOf({ ...core, configurations }), Infinity)
    .filter(({ left }) => left.every(({ ret, skippable }) => skippable === true || (ret ?? Infinity) > call.call))
    .filter(({ left }) => core.operations.every((other) => left.includes(other) || other.call < (call.ret ?? Infinity)))
    .every(({ state, left }) =>
      spec
        .step(state, call)
        .every((next) => keyOf(spec, next) === keyOf(spec, state) || isSeenByNone(spec, next, pending, left)),
    );
}

/**
 * Whether no read that is left becomes possible before the state is overwritten. The spec has to say so, and no sequence of
 * calls under way, in whatever order, may lead there.
 */
function isSeenByNone(
  spec: Spec,
  state: unknown,
  pending: readonly IndexedCall[],
  left: readonly TimedCall[],
): boolean {
  const additions = pending
    .filter((call) => !isOmittable(spec, call) && spec.overwriting?.includes(call.f) !== true)
    .map((call) => ({ ...call, call: -1, ret: undefined }));
  const reads = left.filter((call) => isOmittable(spec, call));
  const { growth } = spec;
  if (growth === undefined || reads.some((read) => growth.leadsTo(state, read))) return false;
  return situationsOnTheWay(spec, [{ state, left: additions }], Infinity).every((reached) =>
    reads.every((read) => spec.step(reached.state, read).length === 0),
  );
}
