import type { Message } from '../../simulation/request.ts';
import type { NotLeading } from '../parts/leader-session.ts';

/** What a merchant asks for. `reference` is the merchant's own number of the order; it goes all the way to the card network. */
export interface ChargeOrder {
  readonly reference: string;
  readonly merchant: string;
  readonly card: string;
  /** In cents. */
  readonly amount: number;
}

/** The stored answer of a charge: the same for every request under its key. */
export interface ChargeAnswer extends ChargeOrder {
  readonly charge: string;
  readonly status: 'succeeded' | 'declined';
}

/** Something that happened to a charge, numbered in the order in which it happened. */
export interface ChargeEvent {
  readonly event: string;
  readonly charge: string;
  readonly reference: string;
  readonly sequence: number;
  readonly type: 'charge.created' | 'charge.succeeded' | 'charge.failed';
}

/** Client → API server: charge a card. */
export interface PostCharge extends Message {
  readonly kind: 'post-charge';
  /** Names what the client asks for, however often it asks. */
  readonly request: string;
  readonly key: string;
  readonly order: ChargeOrder;
}

/** Client → API server: a change or a reading of the database in one transaction; `key` is null for readings. */
export interface PostTransaction extends Message {
  readonly kind: 'post-transaction';
  /** Names the request, so that it can be cancelled. */
  readonly request: string;
  readonly key: string | null;
  readonly merchant: string;
  readonly f: string;
  readonly value: unknown;
}

/**
 * What an API server answers. `conflict`: someone is at work under the key, the same request or another. `limited`: too many requests, come back
 * later. `unavailable`: it may have happened, or may still.
 */
export type ApiReply =
  | { readonly status: 'done'; readonly value: unknown }
  | { readonly status: 'declined'; readonly value: unknown }
  | { readonly status: 'mismatch' }
  | { readonly status: 'conflict'; readonly isOwn: boolean }
  | { readonly status: 'limited'; readonly retryMicros: number }
  | { readonly status: 'unavailable' };

/** API server → database: run a procedure in one transaction. */
export interface Transact extends Message {
  readonly kind: 'transact';
  readonly procedure: string;
  readonly argument: unknown;
}

export type TransactReply =
  | { readonly status: 'committed'; readonly result: unknown }
  /** It may have been committed, or may still be. */
  | { readonly status: 'unknown' }
  | NotLeading;

/** API server → card network: take the money. A token that is known gets the first answer again. */
export interface Capture extends Message {
  readonly kind: 'capture';
  readonly token: string;
  readonly order: ChargeOrder;
}

export interface CaptureReply {
  readonly isCaptured: boolean;
}

/** Client → API server: the answer to a request is no longer wanted. */
export interface Cancel extends Message {
  readonly kind: 'cancel';
  readonly request: string;
}

/** Relay → broker → webhook sender → merchant, answered by true when the events are durable there. */
export interface Deliver extends Message {
  readonly kind: 'deliver';
  readonly events: readonly ChargeEvent[];
}

export type StripeMessage = PostCharge | PostTransaction | Cancel | Transact | Capture | Deliver;
