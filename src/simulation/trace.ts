import type { Envelope } from './request.ts';

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
  readonly #byEnvelope = new Map<Envelope, TracedMessage>();

  sent(micros: number, envelope: Envelope, copies: number): void {
    const { from, to, message } = envelope;
    const kind = message === undefined ? 'reply' : message.kind;
    const traced = { sentMicros: micros, from: from.name, to: to.name, kind, copies, arrivals: [] };
    this.messages.push(traced);
    this.#byEnvelope.set(envelope, traced);
  }

  arrived(micros: number, envelope: Envelope, isLost: boolean): void {
    this.#byEnvelope.get(envelope)?.arrivals.push({ micros, isLost });
  }
}
