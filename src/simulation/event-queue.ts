const INITIAL_CAPACITY = 1024;

/**
 * A priority queue of payloads by (time, order of insertion): a 4-ary heap on typed arrays.
 * Ties break by insertion, which a run's determinism rests on. Times are integer microseconds.
 */
export class EventQueue<T> {
  size = 0;
  #times = new Float64Array(INITIAL_CAPACITY);
  #sequences = new Float64Array(INITIAL_CAPACITY);
  #payloads: (T | undefined)[] = [];
  #sequence = 0;

  /** Time of the earliest payload, or infinity when empty. */
  get nextTime(): number {
    return this.size === 0 ? Infinity : this.#times[0]!;
  }

  push(time: number, payload: T): void {
    if (this.size === this.#times.length) this.#grow();
    const sequence = this.#sequence++;
    const times = this.#times;
    const sequences = this.#sequences;
    const payloads = this.#payloads;
    let hole = this.size++;
    while (hole > 0) {
      const parent = (hole - 1) >> 2;
      if (times[parent]! <= time) break;
      times[hole] = times[parent]!;
      sequences[hole] = sequences[parent]!;
      payloads[hole] = payloads[parent];
      hole = parent;
    }
    times[hole] = time;
    sequences[hole] = sequence;
    payloads[hole] = payload;
  }

  /** Removes and returns the earliest payload, or undefined when empty. */
  pop(): T | undefined {
    if (this.size === 0) return undefined;
    const payloads = this.#payloads;
    const first = payloads[0];
    const last = --this.size;
    const time = this.#times[last]!;
    const sequence = this.#sequences[last]!;
    const payload = payloads[last];
    payloads[last] = undefined;
    if (last > 0) this.#siftDown(time, sequence, payload);
    return first;
  }

  #siftDown(time: number, sequence: number, payload: T | undefined): void {
    const times = this.#times;
    const sequences = this.#sequences;
    const payloads = this.#payloads;
    const size = this.size;
    let hole = 0;
    for (;;) {
      const first = 4 * hole + 1;
      if (first >= size) break;
      const end = Math.min(first + 4, size);
      let least = first;
      for (let child = first + 1; child < end; child++) {
        const isEarlier =
          times[child]! < times[least]! || (times[child]! === times[least]! && sequences[child]! < sequences[least]!);
        if (isEarlier) least = child;
      }
      if (times[least]! > time || (times[least]! === time && sequences[least]! > sequence)) break;
      times[hole] = times[least]!;
      sequences[hole] = sequences[least]!;
      payloads[hole] = payloads[least];
      hole = least;
    }
    times[hole] = time;
    sequences[hole] = sequence;
    payloads[hole] = payload;
  }

  #grow(): void {
    const times = new Float64Array(this.#times.length * 2);
    const sequences = new Float64Array(times.length);
    times.set(this.#times);
    sequences.set(this.#sequences);
    this.#times = times;
    this.#sequences = sequences;
  }
}
