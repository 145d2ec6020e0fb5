/** Labelled edges in the order in which they were found, in typed arrays that grow. Labels are bits, so that masks can select them. */
export class EdgeList {
  from: Int32Array;
  to: Int32Array;
  label: Uint8Array;
  size = 0;

  constructor(capacity = 1024) {
    this.from = new Int32Array(capacity);
    this.to = new Int32Array(capacity);
    this.label = new Uint8Array(capacity);
  }

  add(from: number, to: number, label: number): void {
    if (this.size === this.from.length) this.#grow();
    this.from[this.size] = from;
    this.to[this.size] = to;
    this.label[this.size] = label;
    this.size++;
  }

  #grow(): void {
    const capacity = Math.max(1024, this.size * 2);
    this.from = copyInto(new Int32Array(capacity), this.from);
    this.to = copyInto(new Int32Array(capacity), this.to);
    this.label = copyInto(new Uint8Array(capacity), this.label);
  }
}

function copyInto<T extends Int32Array | Uint8Array>(target: T, source: T): T {
  target.set(source);
  return target;
}
