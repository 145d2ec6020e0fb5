import { canonicalText } from '../../../src/history/canonical.ts';
import type { History } from '../../../src/history/history.ts';
import type { Core } from '../../../src/checkers/linearizability/certificate.ts';
import type { Call, SeparateValues, Spec } from '../../../src/checkers/linearizability/spec.ts';
import type { Verdict } from '../../../src/checkers/verdict.ts';
import { hasOrder, keyOf, situationsAfter, type TimedCall } from './brute-force.ts';

interface IndexedCall extends TimedCall {
  readonly index: number;
}

/** The calls of a history on one object that may have taken effect. */
export function callsOf(history: History, key?: unknown): readonly IndexedCall[] {
  return history.invocations
    .filter(({ invoke, outcome }) => outcome !== 'fail' && sameKey(invoke['key'], key))
    .map(({ invoke, completion, outcome }) => ({
      index: invoke.index,
      f: invoke.f,
      argument: invoke.value,
      result: outcome === 'ok' ? completion!.value : undefined,
      known: outcome === 'ok',
      call: history.operations.indexOf(invoke),
      ret: outcome === 'ok' ? history.operations.indexOf(completion!) : undefined,
    }));
}

/** What is wrong with the certificate of a verdict; nothing when it proves the verdict. */
export function faultOf(history: History, spec: Spec, verdict: Verdict): string | undefined {
  if (verdict.verdict === 'holds') {
    const certificate = verdict.certificate;
    if (certificate?.kind !== 'linearization') return 'no order';
    const faults = certificate.orders.map(({ key, operations }) =>
      faultOfOrder(callsOf(history, key), spec, operations),
    );
    return faults.find((fault) => fault !== undefined);
  }
  if (verdict.verdict !== 'violated') return undefined;
  const cores = verdict.certificate?.cores ?? [];
  if (cores.length !== verdict.anomalies.length) return 'not one core an anomaly';
  return cores
    .map((core) => faultOfCore(connectedWith(core.operations, callsOf(history, core.key), spec), spec, core))
    .find((fault) => fault !== undefined);
}

const MOST_TRIED = 12;
/** Brute force starts from each of a core's states, and a state may be a long text. */
const MOST_STATES = 100;

/** `faultOf` for histories of any size: a core is tried by brute force if it is small, and not where it comes from. */
export function faultOfProof(history: History, spec: Spec, verdict: Verdict): string | undefined {
  if (verdict.verdict !== 'violated') return faultOf(history, spec, verdict);
  const cores = verdict.certificate?.cores ?? [];
  if (cores.length !== verdict.anomalies.length) return 'not one core an anomaly';
  const small = cores.filter(
    ({ operations, states }) => operations.length <= MOST_TRIED && states.length <= MOST_STATES,
  );
  return small.some((core) => hasOrder(spec, core.states, core.operations)) ? 'a core has an order' : undefined;
}

function faultOfOrder(calls: readonly IndexedCall[], spec: Spec, order: readonly number[]): string | undefined {
  const placed = order.map((index) => calls.find((call) => call.index === index));
  if (new Set(placed).size !== order.length) return 'an operation is in the order twice';
  const missing = calls.find((call) => call.known && !placed.includes(call));
  if (missing !== undefined) return `operation ${missing.index} is not in the order`;
  let states: readonly unknown[] = [spec.initial];
  let latestInvocation = -1;
  for (const call of placed) {
    if (call === undefined) return 'an operation of the order is none of this object';
    if ((call.ret ?? Infinity) < latestInvocation)
      return `operation ${call.index} comes after one invoked later than it returned`;
    latestInvocation = Math.max(latestInvocation, call.call);
    states = states.flatMap((state) => spec.step(state, call));
    if (states.length === 0) return `operation ${call.index} is not possible in this order`;
  }
  return undefined;
}

function faultOfCore(all: readonly IndexedCall[], spec: Spec, core: Core): string | undefined {
  if (hasOrder(spec, core.states, core.operations)) return 'the core has an order';
  const values = spec.values ?? spec.valuesIn?.(all, spec.initial);
  const calls = callsOn(all, values, core.values);
  if (!coversBeginning(calls, spec, core)) return 'the core leaves out a state';
  const mayLeaveOut = values?.fromAnyState === true || startsInitially(spec, core);
  const kept = new Set(core.operations.flatMap((call) => values?.of(call) ?? []).map((value) => canonicalText(value)));
  const end = Math.max(...core.operations.map(({ ret }) => ret ?? -1));
  for (const call of calls) {
    const inCore = core.operations.find(({ index }) => index === call.index);
    const reduced = mayLeaveOut ? withoutOthers(values, call, kept) : call;
    if (inCore !== undefined) {
      if (reduced === undefined || !claimsNoMore(inCore, call, reduced, core.begin, end))
        return `operation ${call.index} claims more in the core than in the history`;
    } else if (
      reduced !== undefined &&
      call.call < end &&
      (call.ret ?? Infinity) > core.begin &&
      !isOmittable(spec, call)
    )
      return `operation ${call.index} is missing in the core`;
  }
  return undefined;
}

/** The calls that touch a common part of the state with some of them, or with others that do. */
function connectedWith(
  some: readonly { readonly index: number }[],
  calls: readonly IndexedCall[],
  spec: Spec,
): readonly IndexedCall[] {
  if (spec.touches === undefined) return calls;
  const touched = new Set<string>();
  let connected = calls.filter(({ index }) => some.some((one) => one.index === index));
  for (let before = -1; before < touched.size;) {
    before = touched.size;
    for (const call of connected) for (const part of spec.touches(call)) touched.add(canonicalText(part));
    connected = calls.filter(
      (call) => connected.includes(call) || spec.touches!(call).some((part) => touched.has(canonicalText(part))),
    );
  }
  return connected;
}

function startsInitially(spec: Spec, { states }: Core): boolean {
  return states.length === 1 && keyOf(spec, states[0]) === keyOf(spec, spec.initial);
}

/** The calls of a history that has no values but those, where values were left out. */
function callsOn(
  calls: readonly IndexedCall[],
  separate: SeparateValues | undefined,
  values: readonly unknown[] | undefined,
): readonly IndexedCall[] {
  if (values === undefined) return calls;
  const kept = new Set(values.map((value) => canonicalText(value)));
  return calls.flatMap((call) => {
    const reduced = withoutOthers(separate, call, kept);
    return reduced === undefined ? [] : [{ ...call, ...reduced }];
  });
}

/** The call without the values that the core leaves out. */
function withoutOthers(values: SeparateValues | undefined, call: Call, kept: ReadonlySet<string>): Call | undefined {
  let reduced: Call | undefined = call;
  for (const value of values?.of(call) ?? [])
    if (reduced !== undefined && !kept.has(canonicalText(value))) reduced = values?.without(reduced, value);
  return reduced;
}

function claimsNoMore(
  inCore: Core['operations'][number],
  call: IndexedCall,
  reduced: Call,
  begin: number,
  end: number,
): boolean {
  const { f, argument, result, known } = inCore;
  const same = { f: reduced.f, argument: reduced.argument, result: reduced.result, known: reduced.known };
  if (canonicalText({ f, argument, result, known }) !== canonicalText(same)) return false;
  if (inCore.call !== call.call) return false;
  if (call.call < begin && inCore.skippable !== true) return false;
  return inCore.ret === call.ret || (inCore.ret === undefined && (call.ret ?? Infinity) > end);
}

function isOmittable(spec: Spec, call: Call): boolean {
  const names = [...(spec.readOnly ?? []), ...(spec.omittable ?? [])];
  return names.includes(call.f) || spec.changesNothing?.(call) === true;
}

function sameKey(a: unknown, b: unknown): boolean {
  return canonicalText(a ?? null) === canonicalText(b ?? null);
}

/**
 * Whether each situation at the core's beginning follows from one of its states by calls that were pending then and took
 * effect: the core has those states, and may let those calls take effect.
 */
function coversBeginning(calls: readonly IndexedCall[], spec: Spec, core: Core): boolean {
  const before = calls.filter(({ call }) => call < core.begin);
  const pending = before.filter(({ ret }) => ret === undefined || ret > core.begin);
  return situationsAfter(spec, [spec.initial], calls, core.begin).every(({ state, left }) => {
    const used = pending.filter((call) => !left.includes(call)).map((call) => ({ ...call, ret: undefined }));
    const reached = situationsAfter(spec, core.states, used);
    return reached.some((other) => keyOf(spec, other.state) === keyOf(spec, state));
  });
}
