import type { ChangeStripes, StripeChange, StripeContents } from '../messages.ts';
import type { Reservation } from '../reservation.ts';

/** What changes in one stripe, before it is known under which token. */
export type Draft = Pick<StripeChange, 'free' | 'reservations'>;

/** A stripe whose lock a shop holds, and what is in it as far as the shop knows. */
export class HeldStripe {
  readonly stripe: number;
  readonly token: number;
  readonly free: Map<string, number>;
  readonly reservations: Map<string, Reservation>;
  usedAt: number;
  #sequence = 0;

  constructor(stripe: number, token: number, contents: StripeContents, now: number) {
    this.stripe = stripe;
    this.token = token;
    this.free = new Map(contents.free);
    this.reservations = new Map(contents.reservations.map((row) => [row.reservation, row]));
    this.usedAt = now;
  }

  /** The change as the store takes it: under the token, and after all changes before. */
  sign(draft: Draft): StripeChange {
    return { stripe: this.stripe, token: this.token, sequence: this.#sequence + 1, ...draft };
  }

  /** The store has made the change, and wrote this time on new reservations. */
  made({ free, reservations }: Draft, at: number): void {
    this.#sequence++;
    for (const [counter, units] of free) this.free.set(counter, units);
    for (const row of reservations) this.reservations.set(row.reservation, { ...row, madeAt: row.madeAt ?? at });
  }
}

/** When a change is allowed, by the store's clock. */
export type TimeWindow = Pick<ChangeStripes, 'before' | 'after'>;

export const ANY_TIME: TimeWindow = { before: null, after: null };

export const NO_CHANGE: Draft = { free: [], reservations: [] };
