import type { Message } from '../../../simulation/request.ts';

/** A value that the holder of a token had its voters keep: the newest of a majority is what counts. */
export interface Kept {
  readonly token: number;
  /** Counts the values that one holder had kept. */
  readonly version: number;
  readonly value: unknown;
}

/** Would you vote for me? Asked before a token is used up, so that a server that was cut off disturbs no holder. */
export interface LeaseInquiry extends Message {
  readonly kind: 'lease-inquiry';
}

export interface InquiryReply {
  readonly isFree: boolean;
  /** How long an earlier lease binds the voter. */
  readonly boundMicros: number;
  readonly promised: number;
}

/** Asks for a lease under a new token, and for what was kept under earlier ones. */
export interface LeaseGrant extends Message {
  readonly kind: 'lease-grant';
  readonly token: number;
}

export type GrantReply =
  { readonly isOk: true; readonly kept: Kept | undefined } | { readonly isOk: false; readonly promised: number };

/** Asks for the lease to go on from now, for so long. */
export interface LeaseRenewal extends Message {
  readonly kind: 'lease-renewal';
  readonly token: number;
  readonly lengthMicros: number;
}

/** Asks voters to keep a value. */
export interface KeepRequest extends Message {
  readonly kind: 'lease-keep';
  readonly kept: Kept;
}

/** `promised` is the token of a later holder, or the one that was asked about. */
export interface VoterReply {
  readonly isOk: boolean;
  readonly promised: number;
}

export type LeaseMessage = LeaseInquiry | LeaseGrant | LeaseRenewal | KeepRequest;
