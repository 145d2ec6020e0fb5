import { mixBits } from '../hash.ts';
import type { Equality, State } from '../model.ts';

/** Numbers for states, so that the search compares and stores integers instead of a user's values. */
export interface StateTable<S> {
  /** The state of each number. */
  readonly states: readonly S[];
  /** A number for the state; the same one as before if the table can tell that the state is not new. */
  number(state: S): number;
  /** Whether two numbers stand for equal states. */
  same(left: number, right: number): boolean;
  /** A hash that is the same for numbers of equal states. */
  hash(number: number): number;
  /** Takes back the number that was given out last, unless it had been given out before. */
  discard(number: number): void;
}

/** The table that fits a model: the more it says about equality, the fewer comparisons are left to do. */
export function createStateTable<S extends State>(model: Equality<S>): StateTable<S> {
  if (model.equal === undefined) return new IdentityTable<S>();
  const equal = model.equal.bind(model);
  return model.hash === undefined ? new ComparingTable(equal) : new HashingTable(equal, model.hash.bind(model));
}

/** A `Map` of V8 holds no more than 2^24 keys, and throws at the next. */
const MAP_KEYS_MAX = 1 << 23;

/** For default equality. */
class IdentityTable<S> implements StateTable<S> {
  readonly states: S[] = [];
  private newest = new Map<S, number>();
  private readonly full: Map<S, number>[] = [];

  number(state: S): number {
    const known = this.newest.get(state) ?? this.findInFull(state);
    if (known !== undefined) return known;
    if (this.newest.size === MAP_KEYS_MAX) {
      this.full.push(this.newest);
      this.newest = new Map();
    }
    this.newest.set(state, this.states.length);
    return this.states.push(state) - 1;
  }

  private findInFull(state: S): number | undefined {
    for (const map of this.full) {
      const known = map.get(state);
      if (known !== undefined) return known;
    }
    return undefined;
  }

  same(left: number, right: number): boolean {
    return left === right;
  }

  hash(number: number): number {
    return mixBits(number + 1);
  }

  discard(): void {}
}

/** For equality with a hash. */
class HashingTable<S> implements StateTable<S> {
  readonly states: S[] = [];
  private readonly numbers = new Map<number, number[]>();
  private readonly equal: (left: S, right: S) => boolean;
  private readonly hashState: (state: S) => number;

  constructor(equal: (left: S, right: S) => boolean, hashState: (state: S) => number) {
    this.equal = equal;
    this.hashState = hashState;
  }

  number(state: S): number {
    const hash = this.hashState(state) | 0;
    const candidates = this.numbers.get(hash);
    const known = candidates?.find((candidate) => this.equal(this.states[candidate]!, state));
    if (known !== undefined) return known;
    const added = this.states.push(state) - 1;
    if (candidates === undefined) this.numbers.set(hash, [added]);
    else candidates.push(added);
    return added;
  }

  same(left: number, right: number): boolean {
    return left === right;
  }

  hash(number: number): number {
    return mixBits(number + 1);
  }

  discard(): void {}
}

/** For equality alone: every state gets a new number, and only states with the same linearized set are compared. */
class ComparingTable<S> implements StateTable<S> {
  readonly states: S[] = [];
  private readonly equal: (left: S, right: S) => boolean;

  constructor(equal: (left: S, right: S) => boolean) {
    this.equal = equal;
  }

  number(state: S): number {
    return this.states.push(state) - 1;
  }

  same(left: number, right: number): boolean {
    return this.equal(this.states[left]!, this.states[right]!);
  }

  hash(): number {
    return 0;
  }

  discard(number: number): void {
    this.states.length = number;
  }
}
