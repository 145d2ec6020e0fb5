import type { Message } from '../../../simulation/request.ts';
import type { Ballot } from './ballot.ts';

/** A command accepted in a slot under a ballot; null fills a gap. */
export interface AcceptedEntry {
  readonly slot: number;
  readonly ballot: Ballot;
  readonly command: unknown;
}

/** Would you vote for me? Asked before a ballot is used up, so that a replica that was cut off disturbs no leader. */
export interface PreVote extends Message {
  readonly kind: 'pre-vote';
  readonly group: string;
}

/** Phase 1 for all slots from `fromSlot` on. */
export interface Prepare extends Message {
  readonly kind: 'prepare';
  readonly group: string;
  readonly ballot: Ballot;
  readonly fromSlot: number;
}

/** `promised` tells a refused leader which ballot beat it; it is 0 when only a lease vote is in the way. */
export type PrepareReply =
  | { readonly isOk: true; readonly accepted: readonly AcceptedEntry[] }
  | { readonly isOk: false; readonly promised: Ballot };

/** Phase 2 for one slot. All slots below `chosenUpTo` are chosen. */
export interface Accept extends Message {
  readonly kind: 'accept';
  readonly group: string;
  readonly ballot: Ballot;
  readonly slot: number;
  readonly command: unknown;
  readonly chosenUpTo: number;
  /** The leader is idle: its next heartbeat may come so much later. */
  readonly restMicros?: number;
}

/** The leader lives, asks for its lease to be extended, and says how far the log is chosen. */
export interface Heartbeat extends Message {
  readonly kind: 'heartbeat';
  readonly group: string;
  readonly ballot: Ballot;
  readonly chosenUpTo: number;
  /** What the log's owner wants followers to know once they applied all slots below `noteSlot`. */
  readonly note: unknown;
  readonly noteSlot: number;
  /** The leader is idle: its next heartbeat comes so much later. */
  readonly restMicros?: number;
}

export type AcceptReply = { readonly isOk: true } | { readonly isOk: false; readonly promised: Ballot };

/** Asks for chosen entries from `fromSlot` on. */
export interface Fetch extends Message {
  readonly kind: 'fetch';
  readonly group: string;
  readonly fromSlot: number;
}

/** Chosen commands from the asked slot on, in order. */
export interface FetchReply {
  readonly commands: readonly unknown[];
}

export type LogMessage = PreVote | Prepare | Accept | Heartbeat | Fetch;
