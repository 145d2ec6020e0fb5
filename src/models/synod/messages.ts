import type { Message } from '../../simulation/request.ts';
import type { Ballot } from '../parts/replicated-log/ballot.ts';

/** Phase 1 of one decree. */
export interface Prepare extends Message {
  readonly kind: 'prepare';
  readonly decree: string;
  readonly ballot: Ballot;
}

/** Phase 2 of one decree. */
export interface Accept extends Message {
  readonly kind: 'accept';
  readonly decree: string;
  readonly ballot: Ballot;
  readonly value: unknown;
}

/** A client's wish: to have this value decided, or, with null, to know what is. */
export interface Decide extends Message {
  readonly kind: 'decide';
  readonly decree: string;
  readonly value: unknown;
}

/** What is decided, null if nothing is yet; or why that is not known, and whether the client's value may still win. */
export type DecideReply = { readonly decided: unknown } | { readonly refused: string; readonly isOffered: boolean };

export type SynodMessage = Prepare | Accept | Decide;
