import { canonicalText } from '../../../src/history/canonical.ts';
import type { History } from '../../../src/history/history.ts';
import type { Core } from '../../../src/checkers/linearizability/certificate.ts';
import type { Call, SeparateValues, Spec } from '../../../src/checkers/linearizability/spec.ts';
import type { Verdict } from '../../../src/checkers/verdict.ts';
import { hasOrder, keyOf } from './brute-force.ts';
import { coversBeginning } from './covers-beginning.ts';
import { beginningsOf, type IndexedCall, isOmittable, withoutOthers } from './core-parts.ts';
import { helpsNobody } from './helps-nobody.ts';
import { staysAllowed } from './stays-allowed.ts';

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
const MOST_CONFIGURATIONS = 100;

/** `faultOf` for histories of any size: a core is tried by brute force if it is small, and not where it comes from. */
export function faultOfProof(history: History, spec: Spec, verdict: Verdict): string | undefined {
  if (verdict.verdict !== 'violated') return faultOf(history, spec, verdict);
  const cores = verdict.certificate?.cores ?? [];
  if (cores.length !== verdict.anomalies.length) return 'not one core an anomaly';
  const small = cores.filter(
    ({ operations, configurations }) => operations.length <= MOST_TRIED && configurations.length <= MOST_CONFIGURATIONS,
  );
  return small.some((core) => hasOrder(spec, beginningsOf(core))) ? 'a core has an order' : undefined;
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
  if (hasOrder(spec, beginningsOf(core))) return 'the core has an order';
  const values = separateValues(spec, all);
  const end = Math.max(...core.operations.map(({ ret }) => ret ?? -1));
  const calls = callsOn(all, values, core.values);
  if (!mayLackOthers(all, values, spec, core, end)) return 'values were left out that others need';
  if (!coversBeginning(calls, spec, core)) return 'the core leaves out a configuration';
  const mayLeaveOut = values?.fromAnyState === true || startsInitially(spec, core);
  const stranger = core.operations.find(({ index }) => !calls.some((call) => call.index === index));
  if (stranger !== undefined) return `operation ${stranger.index} of the core is none of those that are left`;
  const textsOf = (call: Call): readonly string[] => [...(values?.of(call) ?? [])].map((value) => canonicalText(value));
  const faultWith = (kept: ReadonlySet<string>): string | undefined => {
    const faulty = calls.find((call) => {
      const reduced = mayLeaveOut ? withoutOthers(values, call, kept) : call;
      const inCore = core.operations.find(({ index }) => index === call.index);
      return inCore === undefined
        ? reduced !== undefined && isMissing(spec, core, { ...call, ...reduced }, calls, end)
        : reduced === undefined || !claimsNoMore(inCore, call, reduced, end);
    });
    if (faulty === undefined) {
      const isSafe = !mayLeaveOut || mayGoOn(calls, spec, core, end, (call) => withoutOthers(values, call, kept));
      return isSafe ? undefined : 'values were left out that others need';
    }
    // A value of which only inert calls are left was perhaps not left out, so each is tried.
    const others = textsOf(faulty).filter((text) => !kept.has(text));
    if (others.some((text) => faultWith(new Set([...kept, text])) === undefined)) return undefined;
    return `operation ${faulty.index} is missing in the core, or claims more there`;
  };
  return faultWith(new Set(core.operations.flatMap(textsOf)));
}

/** The values that may be left out: of a call about one that was there at first, that stays. */
function separateValues(spec: Spec, calls: readonly Call[]): SeparateValues | undefined {
  const values = spec.values ?? spec.valuesIn?.(calls, spec.initial);
  const held = new Set((values?.heldAtFirst?.(spec.initial) ?? []).map((value) => canonicalText(value)));
  return (
    values && {
      ...values,
      without: (call, value) => (held.has(canonicalText(value)) ? call : values.without(call, value)),
    }
  );
}

/** Whether a call that is not in the core should be. */
function isMissing(spec: Spec, core: Core, call: IndexedCall, calls: readonly IndexedCall[], end: number): boolean {
  return (
    call.call < end &&
    (call.ret ?? Infinity) > core.begin &&
    !isOmittable(spec, call) &&
    !core.configurations.every(({ done }) => done.includes(call.index)) &&
    !helpsNobody(spec, core, call, calls, end)
  );
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

function startsInitially(spec: Spec, { configurations }: Core): boolean {
  return configurations.length === 1 && keyOf(spec, configurations[0]!.state) === keyOf(spec, spec.initial);
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

/** Whether all calls stay allowed without the values that were left out before the core begins. */
function mayLackOthers(
  all: readonly IndexedCall[],
  separate: SeparateValues | undefined,
  spec: Spec,
  { values }: Core,
  end: number,
): boolean {
  if (values === undefined) return true;
  const kept = new Set(values.map((value) => canonicalText(value)));
  const from = [{ state: spec.initial, left: all }];
  return staysAllowed(spec, from, (call) => withoutOthers(separate, call, kept), end);
}

/** Whether calls stay allowed from the core's beginning on when only so much is left of each of them. */
function mayGoOn(
  calls: readonly IndexedCall[],
  spec: Spec,
  { begin, configurations }: Core,
  end: number,
  restOf: (call: Call) => Call | undefined,
): boolean {
  if (calls.every((call) => restOf(call) === call)) return true;
  const pending = calls
    .filter(({ ret }) => (ret ?? Infinity) > begin)
    .map((call) => (call.call < begin ? { ...call, skippable: true } : call));
  const from = configurations.map(({ state, done }) => ({
    state,
    left: pending.filter(({ index }) => !done.includes(index)),
  }));
  return staysAllowed(spec, from, restOf, end);
}

function claimsNoMore(inCore: Core['operations'][number], call: IndexedCall, reduced: Call, end: number): boolean {
  const { f, argument, result, known } = inCore;
  const same = { f: reduced.f, argument: reduced.argument, result: reduced.result, known: reduced.known };
  if (canonicalText({ f, argument, result, known }) !== canonicalText(same)) return false;
  if (inCore.call !== call.call) return false;
  return inCore.ret === call.ret || (inCore.ret === undefined && (call.ret ?? Infinity) > end);
}

function sameKey(a: unknown, b: unknown): boolean {
  return canonicalText(a ?? null) === canonicalText(b ?? null);
}
