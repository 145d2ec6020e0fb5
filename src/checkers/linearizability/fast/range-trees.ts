import { powerOfTwoFrom } from '../../power-of-two.ts';
const NEVER = 0x7fff_ffff;

/** A key for each position, and the smallest one of any range. */
export class MinimumTree {
  readonly #size: number;
  /** By node: the position of the smallest key below it. */
  readonly #smallest: Int32Array;
  readonly #keys: Int32Array;

  /** @param keys the largest 32-bit integer stands for none */
  constructor(keys: Int32Array) {
    this.#keys = keys.slice();
    this.#size = Math.max(1, keys.length);
    this.#smallest = new Int32Array(2 * this.#size);
    for (let position = 0; position < keys.length; position++) this.#smallest[this.#size + position] = position;
    for (let node = this.#size - 1; node > 0; node--) this.#update(node);
  }

  /** Takes out a position from `from` to before `to` whose key is at most `limit`; -1 when there is none. */
  takeAtMost(from: number, to: number, limit: number): number {
    let best = -1;
    const consider = (node: number): void => {
      const position = this.#smallest[node]!;
      if (best < 0 || this.#keys[position]! < this.#keys[best]!) best = position;
    };
    let low = from + this.#size;
    let high = to + this.#size;
    for (; low < high; low >>>= 1, high >>>= 1) {
      if ((low & 1) === 1) consider(low++);
      if ((high & 1) === 1) consider(--high);
    }
    if (best < 0 || this.#keys[best]! > limit) return -1;
    this.#keys[best] = NEVER;
    for (let node = (best + this.#size) >>> 1; node > 0; node >>>= 1) this.#update(node);
    return best;
  }

  #update(node: number): void {
    const left = this.#smallest[2 * node]!;
    const right = this.#smallest[2 * node + 1]!;
    this.#smallest[node] = this.#keys[left]! <= this.#keys[right]! ? left : right;
  }
}

/** How many intervals cover each cell; says of each cell once when it has become free. */
export class CoverageTree {
  readonly #size: number;
  /** By node: the smallest count below it, without what `#added` of the nodes above it says. */
  readonly #least: Int32Array;
  readonly #added: Int32Array;

  constructor(counts: Int32Array) {
    this.#size = powerOfTwoFrom(counts.length);
    this.#least = new Int32Array(2 * this.#size).fill(NEVER >>> 1);
    this.#added = new Int32Array(2 * this.#size);
    this.#least.set(counts, this.#size);
    for (let node = this.#size - 1; node > 0; node--)
      this.#least[node] = Math.min(this.#least[2 * node]!, this.#least[2 * node + 1]!);
  }

  /** Takes one interval away, from cell `from` to before `to`. */
  uncover(from: number, to: number, onFree: (cell: number) => void): void {
    this.#lower(1, 0, this.#size, from, to);
    this.#report(1, 0, this.#size, 0, onFree);
  }

  // Recursion here is as deep as the tree, the logarithm of the number of cells.
  #lower(node: number, low: number, high: number, from: number, to: number): void {
    if (to <= low || high <= from) return;
    if (from <= low && high <= to) {
      this.#least[node]!--;
      this.#added[node]!--;
      return;
    }
    const middle = (low + high) >>> 1;
    this.#lower(2 * node, low, middle, from, to);
    this.#lower(2 * node + 1, middle, high, from, to);
    this.#update(node);
  }

  #report(node: number, low: number, high: number, added: number, onFree: (cell: number) => void): void {
    if (this.#least[node]! + added > 0) return;
    if (node >= this.#size) {
      this.#least[node] = NEVER >>> 1;
      return onFree(low);
    }
    const middle = (low + high) >>> 1;
    const below = added + this.#added[node]!;
    this.#report(2 * node, low, middle, below, onFree);
    this.#report(2 * node + 1, middle, high, below, onFree);
    this.#update(node);
  }

  #update(node: number): void {
    this.#least[node] = Math.min(this.#least[2 * node]!, this.#least[2 * node + 1]!) + this.#added[node]!;
  }
}
