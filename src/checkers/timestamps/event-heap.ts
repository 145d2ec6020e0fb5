import { compareEvents, type TimestampEvent } from './event.ts';

/** Events by their timestamps, the earliest on top: a binary heap. */
export class EventHeap {
  readonly #events: TimestampEvent[] = [];

  get size(): number {
    return this.#events.length;
  }

  push(event: TimestampEvent): void {
    const events = this.#events;
    let at = events.push(event) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (compareEvents(events[parent]!, event) <= 0) break;
      events[at] = events[parent]!;
      at = parent;
    }
    events[at] = event;
  }

  /** Takes the earliest event off, if it is not after `watermark`. */
  popUntil(watermark: number): TimestampEvent | undefined {
    const [first] = this.#events;
    if (first === undefined || first.at > watermark) return undefined;
    const last = this.#events.pop()!;
    if (this.#events.length > 0) this.#sink(last);
    return first;
  }

  #sink(event: TimestampEvent): void {
    const events = this.#events;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= events.length) break;
      if (child + 1 < events.length && compareEvents(events[child + 1]!, events[child]!) < 0) child++;
      if (compareEvents(event, events[child]!) <= 0) break;
      events[at] = events[child]!;
      at = child;
    }
    events[at] = event;
  }
}
