import { sortedRows } from './sorted-rows.ts';

/**
 * Calls in an order that keeps some of them in sequence, each at the earliest instant it can have. Instants are twice the
 * position of an event, plus one for the time after it.
 */
export class PointOrder {
  readonly #rows: Int32Array;
  readonly #points: Int32Array;
  /** Calls placed. */
  count = 0;

  constructor(capacity: number) {
    this.#rows = new Int32Array(capacity);
    this.#points = new Int32Array(capacity);
  }

  /** Places a call. Of calls at one instant, those placed first come first. */
  place(row: number, point: number): void {
    this.#rows[this.count] = row;
    this.#points[this.count++] = point;
  }

  /** Places all calls placed here in another order, too. */
  copyTo(other: PointOrder): void {
    for (let i = 0; i < this.count; i++) other.place(this.#rows[i]!, this.#points[i]!);
  }

  finish(): Int32Array {
    return sortedRows(this.#points.subarray(0, this.count)).map((place) => this.#rows[place]!);
  }
}

/** The instant of an event. */
export function pointOf(position: number): number {
  return 2 * position;
}

/** The instant in a gap. */
export function pointInGap(gap: number): number {
  return 2 * gap + 1;
}
