import { OPEN, type CallTable } from '../call-table.ts';
import { Decision } from '../engine/decide.ts';
import type { Machine } from '../engine/machine.ts';
import { decideFast } from '../fast/decide-fast.ts';
import type { FastOutcome } from '../fast/fast-outcome.ts';
import type { Problem, Root } from '../engine/timeline.ts';

/** A call of a counterexample in the making. */
export interface DraftCall {
  /** Row in the object's table. */
  readonly row: number;
  readonly klass: number;
  readonly call: number;
  readonly ret: number;
  /** It may never take effect although it returned. */
  readonly skippable: boolean;
}

/**
 * A part of a history. Each reduction of it keeps this promise: had the calls before it an order, those after it have one.
 * So when a draft has none, the history has none.
 */
export interface Draft {
  readonly machine: Machine;
  /** The states that the object may be in at the time `begin`, each with the rows of the calls pending then that took effect. */
  readonly roots: readonly Root[];
  /** What returned by then is not among the calls, only its effect is; -1 for the beginning of the history. */
  readonly begin: number;
  /** Whether a whole value was left out. */
  readonly lacksValues: boolean;
  /** By number, where the roots at `begin` are those of a history that lacks values: the values that it has. */
  readonly valuesBefore?: readonly number[] | undefined;
  /** In the order of their invocations. */
  readonly calls: readonly DraftCall[];
}

/** All calls on an object. */
export function draftOf(machine: Machine, table: CallTable): Draft {
  const classes = machine.classesOf(table);
  const calls = Array.from(classes, (klass, row) => ({
    row,
    klass,
    call: table.call[row]!,
    ret: table.ret[row]!,
    skippable: false,
  }));
  return { machine, roots: [{ state: machine.initial, done: [] }], begin: -1, lacksValues: false, calls };
}

/** The question whether a draft has an order. */
export function problemOf({ machine, roots, calls }: Draft): Problem {
  const positions = new Map(roots.some(({ done }) => done.length > 0) ? calls.map(({ row }, at) => [row, at]) : []);
  return {
    machine,
    roots: roots.map(({ state, done }) => ({ state, done: done.flatMap((row) => positions.get(row) ?? []) })),
    classes: Int32Array.from(calls, ({ klass }) => klass),
    call: Int32Array.from(calls, ({ call }) => call),
    ret: Int32Array.from(calls, ({ ret }) => ret),
    skippable: Uint8Array.from(calls, ({ skippable }) => (skippable ? 1 : 0)),
  };
}

/** Cuts a draft at a time: later calls go, calls that had not returned may take effect or not. */
export function cutAt(draft: Draft, time: number): Draft {
  const { readOnly } = draft.machine;
  const calls = draft.calls
    .filter(({ call, ret, klass }) => call < time && (ret <= time || readOnly[klass] !== true))
    .map((call) => (call.ret > time ? { ...call, ret: OPEN } : call));
  return { ...draft, calls };
}

/**
 * The calls of a draft as a table, when it is a history by itself: from the beginning, with no call that may be skipped. For the
 * polynomial checkers what did not return is of unknown outcome, even with a result; that may allow more than the draft does.
 */
function tableOf({ machine, begin, calls }: Draft): CallTable | undefined {
  if (begin >= 0 || calls.some(({ skippable }) => skippable)) return undefined;
  const columns = calls.map(({ klass }) => machine.columnsOf(klass));
  return {
    length: calls.length,
    f: Uint8Array.from(columns, ([f]) => f),
    argument: Int32Array.from(columns, ([, argument]) => argument),
    result: Int32Array.from(columns, ([, , result]) => result),
    call: Int32Array.from(calls, ({ call }) => call),
    ret: Int32Array.from(calls, ({ ret }) => ret),
  };
}

/** Says whether drafts still have no order, as long as its budget lasts; after that it says no. */
export class Oracle {
  #steps: number;
  readonly #bytes: number;

  constructor(steps: number, bytes: number) {
    this.#steps = steps;
    this.#bytes = bytes;
  }

  /** @param steps budget for this draft alone */
  hasNoOrder(draft: Draft, steps: number): boolean {
    if (this.#steps <= 0) return false;
    this.#steps -= draft.calls.length;
    const fast = decideFastOn(draft);
    if (fast === 'violation') return true;
    if (fast === 'linearizable' && !hasOpenAnswer(draft)) return false;
    const decision = new Decision(problemOf(draft));
    const state = decision.continue(Math.min(steps, this.#steps), this.#bytes);
    this.#steps -= decision.search.steps;
    return state === 'violation';
  }
}

function decideFastOn(draft: Draft): FastOutcome['kind'] | undefined {
  const { spec, values, states, initial } = draft.machine;
  const table = tableOf(draft);
  return table === undefined ? undefined : decideFast(spec, table, values, states[initial])?.kind;
}

/** Whether a call has an answer although it may take effect at any later time. For the polynomial checkers it has none. */
function hasOpenAnswer({ machine, calls }: Draft): boolean {
  return calls.some(({ klass, ret }) => {
    const { f, known } = machine.calls[klass]!;
    return ret === OPEN && known && machine.spec.silent?.includes(f) !== true;
  });
}
