const LEVEL_BITS = 5;

/** A set of integers below a bound that finds the neighbours of any position: a bit an integer, and a bit for each 32 of them above. */
export class BitTree {
  readonly #levels: Int32Array[] = [];

  constructor(bound: number) {
    let size = bound;
    do {
      size = (size + 31) >>> LEVEL_BITS;
      this.#levels.push(new Int32Array(size));
    } while (size > 1);
  }

  add(item: number): void {
    let position = item;
    for (const level of this.#levels) {
      level[position >>> LEVEL_BITS]! |= 1 << (position & 31);
      position >>>= LEVEL_BITS;
    }
  }

  remove(item: number): void {
    let position = item;
    for (const level of this.#levels) {
      level[position >>> LEVEL_BITS]! &= ~(1 << (position & 31));
      if (level[position >>> LEVEL_BITS] !== 0) return;
      position >>>= LEVEL_BITS;
    }
  }

  /** The smallest member that is not below `from`, or -1. */
  next(from: number): number {
    let position = from;
    for (let depth = 0; depth < this.#levels.length; depth++) {
      const level = this.#levels[depth]!;
      const word = position >>> LEVEL_BITS;
      if (word >= level.length) return -1;
      const bits = level[word]! & (-1 << (position & 31));
      if (bits !== 0) return this.#first((word << LEVEL_BITS) | lowestBit(bits), depth);
      position = word + 1;
    }
    return -1;
  }

  /** The largest member that is not above `from`, or -1. */
  previous(from: number): number {
    let position = from;
    for (let depth = 0; depth < this.#levels.length; depth++) {
      if (position < 0) return -1;
      const word = position >>> LEVEL_BITS;
      const bits = this.#levels[depth]![word]! & (-1 >>> (31 - (position & 31)));
      if (bits !== 0) return this.#last((word << LEVEL_BITS) | highestBit(bits), depth);
      position = word - 1;
    }
    return -1;
  }

  #first(position: number, depth: number): number {
    let at = position;
    for (let level = depth - 1; level >= 0; level--) at = (at << LEVEL_BITS) | lowestBit(this.#levels[level]![at]!);
    return at;
  }

  #last(position: number, depth: number): number {
    let at = position;
    for (let level = depth - 1; level >= 0; level--) at = (at << LEVEL_BITS) | highestBit(this.#levels[level]![at]!);
    return at;
  }
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

function highestBit(bits: number): number {
  return 31 - Math.clz32(bits);
}
