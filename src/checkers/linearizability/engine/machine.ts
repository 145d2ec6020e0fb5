import { UNSEEN, type CallTable } from '../call-table.ts';
import type { Call, SeparateValues, Spec } from '../spec.ts';
import type { ValueNumbers } from '../value-numbers.ts';
import { PairMemo, UNTRIED } from './pair-memo.ts';
import { StateTable } from './state-table.ts';
import { TupleTable } from './tuple-table.ts';

/** `step` of a machine when the call is not possible in the state. */
export const IMPOSSIBLE = -1;

/** What `step` answered stands in a table for the first states, up to this many entries. */
const MOST_DENSE = 2 ** 20;
const LEAST_STRIDE = 64;
const BYTES_A_CHOICE = 16;

/**
 * A spec over integers: states and classes of equal calls are numbered, and what `step` answered once is remembered.
 * The spec itself runs once for each pair of state and class that a search meets.
 */
export class Machine {
  readonly spec: Spec;
  readonly calls: Call[] = [];
  /** By class: whether calls of this class never change the state. */
  readonly readOnly: boolean[] = [];
  /** By class: whether calls of this class are always possible and erase what the state was. */
  readonly overwriting: boolean[] = [];
  /** By class: whether calls of this class can be left out of any allowed sequence. */
  readonly omittable: boolean[] = [];
  /** Several next states are a list here; `step` answers `-2 - position` for it. */
  readonly choices: (readonly number[])[] = [];
  readonly values: ValueNumbers;
  readonly #classes: TupleTable = new TupleTable(3);
  readonly #states: StateTable;
  /** What `step` answered for the first states: for each of them as many entries as the stride says. */
  #dense = new Int32Array(0);
  /** At least the number of classes. */
  #stride = LEAST_STRIDE;
  /** What `step` answered for the other states. */
  readonly #steps = new PairMemo();
  readonly #leads = new PairMemo();
  #choiceBytes = 0;
  #separate: SeparateValues | null | undefined;
  /** The numbers of values that can't be left out; nothing as long as nobody asked for separate values. */
  #held: ReadonlySet<number> | undefined;

  /** The state before the first call. */
  readonly initial: number;

  /** @param initial the state before the first call, in the place of the spec's */
  constructor(spec: Spec, values: ValueNumbers, initial: unknown = spec.initial) {
    this.spec = spec;
    this.values = values;
    this.#states = new StateTable(spec);
    this.initial = this.#states.idOf(initial);
  }

  /** States by number. */
  get states(): readonly unknown[] {
    return this.#states.states;
  }

  /** Memory for states and for what was remembered of them. */
  get bytes(): number {
    const memos = this.#dense.byteLength + this.#steps.bytes + this.#leads.bytes;
    return this.#states.bytes + memos + this.#choiceBytes;
  }

  /** The class of each call of a table. */
  classesOf(table: CallTable): Int32Array {
    const classes = new Int32Array(table.length);
    const tuple = new Int32Array(3);
    for (let row = 0; row < table.length; row++) {
      tuple[0] = table.f[row]!;
      tuple[1] = table.argument[row]!;
      tuple[2] = table.result[row]!;
      classes[row] = this.#classOf(tuple);
    }
    return classes;
  }

  /** The values that can be left out of the calls that are classes when this is first asked for; none when they can't be told apart. */
  get separate(): SeparateValues | undefined {
    if (this.#separate === undefined) {
      const { values, valuesIn } = this.spec;
      this.#separate = values ?? valuesIn?.call(this.spec, this.calls, this.states[this.initial]) ?? null;
    }
    return this.#separate ?? undefined;
  }

  /** The numbers of the values that calls of a class are about; there are separate values. */
  valuesOf(klass: number): readonly number[] {
    return this.separate!.of(this.calls[klass]!).map((value) => this.values.idOf(value));
  }

  /** The class of a call without those of its values that are gone; -1 when the call goes too. */
  withoutValues(klass: number, isGone: (value: number) => boolean): number {
    const { of, without } = this.separate!;
    const whole = this.calls[klass]!;
    let call = whole;
    for (const value of of(whole)) {
      const number = this.values.idOf(value);
      if (!isGone(number) || this.#heldAtFirst().has(number)) continue;
      const rest = without(call, value);
      if (rest === undefined) return -1;
      call = rest;
    }
    return call === whole ? klass : this.classOf(call);
  }

  #heldAtFirst(): ReadonlySet<number> {
    this.#held ??= new Set(
      (this.separate!.heldAtFirst?.(this.states[this.initial]) ?? []).map((value) => this.values.idOf(value)),
    );
    return this.#held;
  }

  /** The next state, IMPOSSIBLE, or `-2 - i` for the several next states `choices[i]`. */
  step(state: number, klass: number): number {
    const at = state * this.#stride + klass;
    const known = at < this.#dense.length ? this.#dense[at]! : this.#steps.get(state, klass);
    return known === UNTRIED ? this.#runFirst(at, state, klass) : known;
  }

  /** The states that an answer of `step` stands for. */
  nextOf(step: number): readonly number[] {
    if (step === IMPOSSIBLE) return [];
    return step >= 0 ? [step] : this.choices[-2 - step]!;
  }

  /** Whether calls that reset nothing may lead from a state to one where a read is possible; the spec has growth. */
  leadsTo(state: number, read: number): boolean {
    const known = this.#leads.get(state, read);
    if (known !== UNTRIED) return known === 1;
    const leads = this.spec.growth!.leadsTo(this.states[state], this.calls[read]!);
    this.#leads.set(state, read, leads ? 1 : 0);
    return leads;
  }

  /** Whether a read may be possible after an update whatever the state was before; the spec has growth. */
  resets(update: number, read: number): boolean {
    return this.spec.growth!.resets(this.calls[update]!, this.calls[read]!);
  }

  #runFirst(at: number, state: number, klass: number): number {
    const next = this.#run(state, klass);
    if (at >= MOST_DENSE) this.#steps.set(state, klass, next);
    else {
      this.#makeRoom(at);
      this.#dense[at] = next;
    }
    return next;
  }

  #makeRoom(at: number): void {
    let length = Math.max(this.#dense.length, this.#stride);
    while (length <= at) length *= 2;
    if (length === this.#dense.length) return;
    const larger = new Int32Array(length).fill(UNTRIED, this.#dense.length);
    larger.set(this.#dense);
    this.#dense = larger;
  }

  #run(state: number, klass: number): number {
    const next = this.spec.step(this.states[state], this.calls[klass]!);
    if (next.length === 0) return IMPOSSIBLE;
    if (next.length === 1) return this.#states.idOf(next[0]);
    const choices = [...new Set(next.map((choice) => this.#states.idOf(choice)))];
    this.#choiceBytes += BYTES_A_CHOICE * (choices.length + 4);
    this.choices.push(choices);
    return -1 - this.choices.length;
  }

  /** `f`, `argument` and `result` of a class, as in a `CallTable`. */
  columnsOf(klass: number): readonly [f: number, argument: number, result: number] {
    const { arena } = this.#classes;
    return [arena[klass * 3]!, arena[klass * 3 + 1]!, arena[klass * 3 + 2]!];
  }

  /** The class of a call that may not be in any table. */
  classOf(call: Call): number {
    const result = call.known ? this.values.idOf(call.result) : UNSEEN;
    return this.#classOf([this.spec.operations.indexOf(call.f), this.values.idOf(call.argument), result]);
  }

  #classOf(tuple: ArrayLike<number>): number {
    const id = this.#classes.idOf(tuple);
    if (id < this.calls.length) return id;
    const known = tuple[2] !== UNSEEN;
    const call: Call = {
      f: this.spec.operations[tuple[0]!]!,
      argument: this.values.valueOf(tuple[1]!),
      result: known ? this.values.valueOf(tuple[2]!) : undefined,
      known,
    };
    this.calls.push(call);
    const isReadOnly = this.spec.readOnly?.includes(call.f) === true || this.spec.changesNothing?.(call) === true;
    this.readOnly.push(isReadOnly);
    this.overwriting.push(this.spec.overwriting?.includes(call.f) === true);
    this.omittable.push(isReadOnly || this.spec.omittable?.includes(call.f) === true);
    if (this.calls.length > this.#stride) {
      this.#stride *= 2;
      this.#dense = new Int32Array(0);
    }
    return id;
  }
}
