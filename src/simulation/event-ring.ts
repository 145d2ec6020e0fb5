const FIELDS = 4;

/** One remembered event. */
export interface RememberedEvent {
  readonly timeMicros: number;
  readonly node: number;
  readonly kind: number;
  readonly label: number;
}

/** The last events of a run at 16 bytes each, always on, for the message of an error. */
export class EventRing {
  readonly #fields: Int32Array;
  readonly #capacity: number;
  #count = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#fields = new Int32Array(capacity * FIELDS);
  }

  add(timeMicros: number, node: number, kind: number, label: number): void {
    const at = (this.#count++ % this.#capacity) * FIELDS;
    const fields = this.#fields;
    fields[at] = timeMicros | 0;
    fields[at + 1] = Math.floor(timeMicros / 2 ** 32);
    fields[at + 2] = (kind << 16) | node;
    fields[at + 3] = label;
  }

  /** The remembered events, oldest first. */
  events(): readonly RememberedEvent[] {
    const remembered: RememberedEvent[] = [];
    for (let i = Math.max(0, this.#count - this.#capacity); i < this.#count; i++) {
      const [low = 0, high = 0, packed = 0, label = 0] = this.#fields.subarray((i % this.#capacity) * FIELDS);
      const timeMicros = high * 2 ** 32 + (low >>> 0);
      remembered.push({ timeMicros, node: packed & 0xffff, kind: packed >>> 16, label });
    }
    return remembered;
  }
}
