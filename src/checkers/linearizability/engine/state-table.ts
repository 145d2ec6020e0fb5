import { canonicalText } from '../../../history/canonical.ts';
import type { Spec } from '../spec.ts';

// Measured with lists, maps, lists of lists and texts of 5 to 300 characters: what a state, its key and their entry take.
const BYTES_A_STATE = 100;
const BYTES_A_CHARACTER = 10;
const BYTES_A_CHARACTER_OF_TEXT = 3;

/** A JavaScript map holds no more. */
const MOST_STATES = 2 ** 24 - 1;

/** The states that a machine met, numbered from 0 in the order of their first appearance. */
export class StateTable {
  readonly states: unknown[] = [];
  readonly #spec: Spec;
  readonly #ids = new Map<string | number, number>();
  #bytes = 0;

  constructor(spec: Spec) {
    this.#spec = spec;
  }

  /** What the states take, estimated by the length of their keys. */
  get bytes(): number {
    return this.states.length < MOST_STATES ? this.#bytes : Infinity;
  }

  /** The number of a state; equal states have equal numbers. */
  idOf(state: unknown): number {
    const key = this.#spec.key === undefined ? canonicalText(state) : this.#spec.key(state);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.states.push(state) - 1;
    this.#ids.set(key, id);
    const each = typeof state === 'string' ? BYTES_A_CHARACTER_OF_TEXT : BYTES_A_CHARACTER;
    this.#bytes += BYTES_A_STATE + (typeof key === 'string' ? each * key.length : 0);
    return id;
  }
}
