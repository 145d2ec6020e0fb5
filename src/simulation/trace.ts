import type { QueuedEvent } from './queued-event.ts';

/** A message on its way, for people who look at a replay. Times are microseconds since the start. */
export interface TracedMessage {
  readonly sentMicros: number;
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  /** How many copies the network made; 0: lost at once. */
  readonly copies: number;
  /** When each copy reached its node, and whether it was lost there (node down, link cut meanwhile). */
  readonly arrivals: { readonly micros: number; readonly isLost: boolean }[];
}

/** Every message of a run. Costly, so it is kept on replays only; it has no influence on the run. */
export class Trace {
  readonly messages: TracedMessage[] = [];
  readonly #byArrival = new Map<QueuedEvent, TracedMessage>();

  sent(sentMicros: number, from: string, to: string, kind: string, copies: number): TracedMessage {
    const message = { sentMicros, from, to, kind, copies, arrivals: [] };
    this.messages.push(message);
    return message;
  }

  /** Ties the arrival of a copy to its message. */
  follow(arrival: QueuedEvent, message: TracedMessage): void {
    this.#byArrival.set(arrival, message);
  }

  arrived(micros: number, arrival: QueuedEvent, isLost: boolean): void {
    this.#byArrival.get(arrival)?.arrivals.push({ micros, isLost });
    this.#byArrival.delete(arrival);
  }
}
