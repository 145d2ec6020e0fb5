const INITIAL_CAPACITY = 1024;

/**
 * A priority queue of payloads by (time, order of insertion): a 4-ary heap on typed arrays.
 * Ties break by insertion, which a run's determinism rests on. Times are integer microseconds.
 * The heap moves slot numbers, not payloads: a number costs the garbage collector nothing.
 */
export class EventQueue<T> {
  size = 0;
  #times = new Float64Array(INITIAL_CAPACITY);
  #sequences = new Float64Array(INITIAL_CAPACITY);
  /** By heap position: where the payload lies. Beyond `size`: slots that are free. */
  #slots: Int32Array = Int32Array.from({ length: INITIAL_CAPACITY }, (_, slot) => slot);
  #payloads: (T | undefined)[] = new Array<T | undefined>(INITIAL_CAPACITY).fill(undefined);
  #sequence = 0;

  /** Time of the earliest payload, or infinity when empty. */
  get nextTime(): number {
    return this.size === 0 ? Infinity : this.#times[0]!;
  }

  push(time: number, payload: T): void {
    if (this.size === this.#times.length) this.#grow();
    const times = this.#times;
    const sequences = this.#sequences;
    const slots = this.#slots;
    let hole = this.size++;
    const slot = slots[hole]!;
    this.#payloads[slot] = payload;
    while (hole > 0) {
      const parent = (hole - 1) >> 2;
      if (times[parent]! <= time) break;
      times[hole] = times[parent]!;
      sequences[hole] = sequences[parent]!;
      slots[hole] = slots[parent]!;
      hole = parent;
    }
    times[hole] = time;
    sequences[hole] = this.#sequence++;
    slots[hole] = slot;
  }

  /** Removes and returns the earliest payload, or undefined when empty. */
  pop(): T | undefined {
    if (this.size === 0) return undefined;
    const freed = this.#slots[0]!;
    const first = this.#payloads[freed];
    this.#payloads[freed] = undefined;
    const last = --this.size;
    if (last > 0) this.#siftDown(this.#times[last]!, this.#sequences[last]!, this.#slots[last]!);
    this.#slots[last] = freed;
    return first;
  }

  /** Everything in the queue, in no order that means anything. */
  payloads(): readonly T[] {
    const payloads: T[] = [];
    for (let i = 0; i < this.size; i++) {
      const payload = this.#payloads[this.#slots[i]!];
      if (payload !== undefined) payloads.push(payload);
    }
    return payloads;
  }

  #siftDown(time: number, sequence: number, slot: number): void {
    const times = this.#times;
    const sequences = this.#sequences;
    const slots = this.#slots;
    const size = this.size;
    let hole = 0;
    for (;;) {
      const first = 4 * hole + 1;
      if (first >= size) break;
      const end = Math.min(first + 4, size);
      let least = first;
      let leastTime = times[first]!;
      for (let child = first + 1; child < end; child++) {
        const childTime = times[child]!;
        if (childTime > leastTime || (childTime === leastTime && sequences[child]! > sequences[least]!)) continue;
        least = child;
        leastTime = childTime;
      }
      if (leastTime > time || (leastTime === time && sequences[least]! > sequence)) break;
      times[hole] = leastTime;
      sequences[hole] = sequences[least]!;
      slots[hole] = slots[least]!;
      hole = least;
    }
    times[hole] = time;
    sequences[hole] = sequence;
    slots[hole] = slot;
  }

  #grow(): void {
    const capacity = this.#times.length * 2;
    const times = new Float64Array(capacity);
    const sequences = new Float64Array(capacity);
    const slots = Int32Array.from({ length: capacity }, (_, slot) => slot);
    times.set(this.#times);
    sequences.set(this.#sequences);
    slots.set(this.#slots);
    this.#times = times;
    this.#sequences = sequences;
    this.#slots = slots;
  }
}
