import type { Core, CoreOperation } from '../../checkers/linearizability/certificate.ts';
import type { Spec } from '../../checkers/linearizability/spec.ts';
import { canonicalText } from '../../history/canonical.ts';

/** Beyond these there are too many orders for a reader as for the search. */
const MOST_OPERATIONS = 12;
const MOST_SITUATIONS = 20_000;
const MOST_ORDERS = 4;

/** An operation that has taken effect, as one of an order, and what the object was then. */
export interface Step {
  /** Position in the core. */
  readonly operation: number;
  readonly state: unknown;
}

/** Why an operation can't be the next one after an order, by its position in the core. */
export interface Blocked {
  readonly operation: number;
  /** The operation that had returned before it began and must come first; undefined when the state forbids it. */
  readonly waitsFor: number | undefined;
}

/** A partial linearization that nothing can follow, or only what does not help. */
export interface PartialOrder {
  readonly initial: unknown;
  readonly steps: readonly Step[];
  readonly blocked: readonly Blocked[];
}

/** What is known when an operation has returned: what the object can be then. */
export interface Prefix {
  /** Position in the core of the operation that returned. */
  readonly operation: number;
  /** None when no order explains everything up to here. */
  readonly states: readonly unknown[];
}

/** All that a reader can try with a core that has no order. */
export interface Exploration {
  /** The longest partial linearizations, each with another last operation. */
  readonly orders: readonly PartialOrder[];
  /** In the order of the returns, up to the first one that nothing explains. */
  readonly prefixes: readonly Prefix[];
}

/** What has taken effect, as a bit for each operation of the core, and how that came about. */
interface Situation {
  readonly done: number;
  readonly state: unknown;
  readonly last: number | undefined;
  readonly before: Situation | undefined;
  readonly length: number;
}

/** Tries every order of a core's operations that real time allows; undefined when there are too many. */
export function exploreCore(core: Core, spec: Spec): Exploration | undefined {
  const { operations } = core;
  if (operations.length === 0 || operations.length > MOST_OPERATIONS) return undefined;
  const all = situationsOf(core, spec);
  if (all === undefined) return undefined;
  return { orders: longestOrders(operations, all, spec), prefixes: prefixesOf(operations, all) };
}

function situationsOf({ operations, configurations }: Core, spec: Spec): readonly Situation[] | undefined {
  const known = new Set<string>();
  const all: Situation[] = [];
  const add = (situation: Situation): void => {
    const key = `${situation.done} ${canonicalText(situation.state)}`;
    if (known.has(key)) return;
    known.add(key);
    all.push(situation);
  };
  for (const { state, done } of configurations) {
    const before = operations.reduce((bits, { index }, nth) => (done.includes(index) ? bits | (1 << nth) : bits), 0);
    add({ done: before, state, last: undefined, before: undefined, length: 0 });
  }
  for (let nth = 0; nth < all.length; nth++) {
    if (all.length > MOST_SITUATIONS) return undefined;
    const from = all[nth];
    if (from === undefined) continue;
    operations.forEach((call, operation) => {
      if (isDone(from, operation) || isTooLate(operations, from, operation)) return;
      if (waitsFor(operations, from, operation) !== undefined) return;
      for (const state of spec.step(from.state, call))
        add({ done: from.done | (1 << operation), state, last: operation, before: from, length: from.length + 1 });
    });
  }
  return all;
}

function isDone({ done }: Situation, operation: number): boolean {
  return (done & (1 << operation)) !== 0;
}

/** Whether something has taken effect already that began after this operation had returned: one that was passed over. */
function isTooLate(operations: readonly CoreOperation[], from: Situation, operation: number): boolean {
  const end = operations[operation]?.ret;
  return end !== undefined && operations.some(({ call }, other) => call > end && isDone(from, other));
}

/** An operation that returned before this one began, and has not taken effect yet though it must. */
function waitsFor(operations: readonly CoreOperation[], from: Situation, operation: number): number | undefined {
  const begin = operations[operation]?.call ?? 0;
  const at = operations.findIndex(
    ({ ret, skippable }, other) => ret !== undefined && ret < begin && skippable !== true && !isDone(from, other),
  );
  return at < 0 ? undefined : at;
}

/** The orders that explain the most operations that must be explained, each ending in another operation. */
function longestOrders(
  operations: readonly CoreOperation[],
  all: readonly Situation[],
  spec: Spec,
): readonly PartialOrder[] {
  const gain = (situation: Situation): number =>
    operations.filter((one, nth) => one.ret !== undefined && isDone(situation, nth)).length;
  const ranked = all
    .filter(({ length }) => length > 0)
    .map((situation) => ({ situation, gained: gain(situation) }))
    .sort((a, b) => b.gained - a.gained || a.situation.length - b.situation.length);
  const ends = new Set<number | undefined>();
  const orders: PartialOrder[] = [];
  for (const { situation } of ranked) {
    if (orders.length === MOST_ORDERS || ends.has(situation.last)) continue;
    ends.add(situation.last);
    orders.push(orderOf(operations, situation, spec));
  }
  return orders;
}

function orderOf(operations: readonly CoreOperation[], end: Situation, spec: Spec): PartialOrder {
  const steps: Step[] = [];
  let at: Situation = end;
  while (at.before !== undefined && at.last !== undefined) {
    steps.push({ operation: at.last, state: at.state });
    at = at.before;
  }
  const blocked = operations.flatMap((call, operation): readonly Blocked[] => {
    if (isDone(end, operation) || call.ret === undefined) return [];
    const first = waitsFor(operations, end, operation);
    if (first !== undefined) return [{ operation, waitsFor: first }];
    return spec.step(end.state, call).length > 0 ? [] : [{ operation, waitsFor: undefined }];
  });
  return { initial: at.state, steps: steps.reverse(), blocked };
}

/** What the object can be at each return: after everything that had returned, and perhaps some of what was under way. */
function prefixesOf(operations: readonly CoreOperation[], all: readonly Situation[]): readonly Prefix[] {
  const returns = operations
    .flatMap(({ ret, skippable }, operation) => (ret === undefined || skippable === true ? [] : [{ ret, operation }]))
    .sort((a, b) => a.ret - b.ret);
  const prefixes: Prefix[] = [];
  for (const { ret, operation } of returns) {
    const states = new Map<string, unknown>();
    for (const situation of all) {
      const isAt = operations.every((other, nth) => {
        if (isDone(situation, nth)) return other.call < ret;
        return other.ret === undefined || other.skippable === true || other.ret > ret;
      });
      if (isAt) states.set(canonicalText(situation.state), situation.state);
    }
    prefixes.push({ operation, states: [...states.values()] });
    if (states.size === 0) break;
  }
  return prefixes;
}
