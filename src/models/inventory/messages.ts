import type { Message } from '../../simulation/request.ts';
import type { Connection } from '../parts/connector.ts';
import type { NotLeading } from '../parts/leader-session.ts';
import type { Reservation } from './reservation.ts';

/** Client → shop: keep units of an item, under a name that is the same however often it is asked. */
export interface Reserve extends Message {
  readonly kind: 'reserve';
  readonly request: string;
  readonly item: string;
  readonly units: number;
}

/** Client → shop: sell what is kept, or put it back. */
export interface EndReservation extends Message {
  readonly kind: 'confirm' | 'cancel';
  readonly request: string;
  readonly reservation: string;
  readonly item: string;
}

/** Client → shop: how many units of an item are free, kept and sold. */
export interface AskStock extends Message {
  readonly kind: 'stock';
  readonly item: string;
}

/** Store → shop: the time of a reservation is over; put its units back. */
export interface Expire extends Message {
  readonly kind: 'expire';
  /** As the store knew it when the time was over. */
  readonly reservation: Reservation;
}

/** What customers ask a shop. */
export type Question = Reserve | EndReservation | AskStock;

export type Order = Reserve | EndReservation | Expire;

/**
 * What a shop answers. `refused`: nothing happened, and nothing will. `unavailable`: this order changed nothing, and won't.
 * `retry`: it may have happened, or may still.
 */
export type ShopReply =
  | { readonly status: 'done'; readonly value: unknown }
  | { readonly status: 'refused'; readonly why: string }
  | { readonly status: 'unavailable'; readonly why: string }
  | { readonly status: 'retry'; readonly why: string }
  | NotLeading;

/** Shop → shop: another shop needs this lock. */
export interface YieldStripe extends Message {
  readonly kind: 'yield-stripe';
  readonly stripe: number;
}

/** Shop → lock service. */
export interface AcquireLock extends Message {
  readonly kind: 'acquire-lock';
  readonly stripe: number;
}

export interface RenewLocks extends Message {
  readonly kind: 'renew-locks';
  readonly locks: readonly (readonly [stripe: number, token: number])[];
}

export interface ReleaseLock extends Message {
  readonly kind: 'release-lock';
  readonly stripe: number;
  readonly token: number;
}

export type LockReply =
  | { readonly status: 'granted'; readonly token: number }
  | { readonly status: 'held'; readonly holder: string }
  /** The stripes of those locks that were renewed; the others are lost. */
  | { readonly status: 'renewed'; readonly stripes: readonly number[] }
  | { readonly status: 'released' }
  | { readonly status: 'unknown' }
  | NotLeading;

/** Shop → store: what is in a stripe? From now on the store takes nothing for it under an older token. */
export interface OpenStripe extends Message {
  readonly kind: 'open-stripe';
  readonly stripe: number;
  readonly token: number;
}

/** What changes in one stripe, under the token of its lock; `sequence` counts the changes under that token. */
export interface StripeChange {
  readonly stripe: number;
  readonly token: number;
  readonly sequence: number;
  /** Free units of counters. */
  readonly free: readonly (readonly [counter: string, units: number])[];
  readonly reservations: readonly Reservation[];
}

/** Shop → store: change stripes, all or none. */
export interface ChangeStripes extends Message {
  readonly kind: 'change-stripes';
  readonly changes: readonly StripeChange[];
  /** Only while the store's clock surely shows less than this. */
  readonly before: number | null;
  /** Only once it surely shows more. */
  readonly after: number | null;
}

/** Shop → store: the stock of an item. */
export interface ReadItem extends Message {
  readonly kind: 'read-item';
  readonly item: string;
}

/** An item's stock at one moment. */
export interface StockReading {
  readonly item: string;
  readonly stock: number;
  readonly available: number;
  readonly reserved: readonly (readonly [reservation: string, units: number])[];
  readonly sold: readonly (readonly [reservation: string, units: number])[];
}

export type StoreReply =
  | { readonly status: 'opened'; readonly contents: StripeContents }
  /** `at`: the time that the store wrote on new reservations. */
  | { readonly status: 'changed'; readonly at: number }
  | { readonly status: 'reading'; readonly reading: StockReading }
  /** The token is an old one, or the change isn't the next one under it. */
  | { readonly status: 'fenced' }
  | { readonly status: 'too-early' }
  | { readonly status: 'too-late' }
  /** It may have happened, or may still. */
  | { readonly status: 'unknown' }
  | NotLeading;

/** All that a stripe holds. */
export interface StripeContents {
  readonly free: readonly (readonly [counter: string, units: number])[];
  readonly reservations: readonly Reservation[];
}

export type ShopMessage = (Question & { readonly connection: Connection }) | Expire | YieldStripe;
export type LockMessage = AcquireLock | RenewLocks | ReleaseLock;
export type StoreMessage = OpenStripe | ChangeStripes | ReadItem;
