import type { Message } from '../../../simulation/request.ts';

/** One line of a write-ahead log, and the token under which it was written. `type` says what sort of change it is. */
export interface LogRecord {
  readonly type: string;
  readonly token: number;
  readonly change: unknown;
}

/** Where the lines written under a token end. */
export interface TokenEnd {
  readonly token: number;
  readonly end: number;
}

/** Leader → standby: lines to write at `from`, after one that was written under `previousToken`. */
export interface Replicate extends Message {
  readonly kind: 'replicate';
  readonly token: number;
  readonly from: number;
  readonly previousToken: number;
  readonly records: readonly LogRecord[];
}

/** A standby that can't write there says how its log came about, so that the leader finds what they share. */
export type ReplicateReply =
  | { readonly isOk: true; readonly length: number }
  | { readonly isOk: false; readonly promised: number; readonly ends: readonly TokenEnd[] };

/** New leader → a server of the last pair: what comes after what we share? It fences off every earlier leader. */
export interface FetchTail extends Message {
  readonly kind: 'fetch-tail';
  readonly token: number;
  readonly ends: readonly TokenEnd[];
}

export type FetchTailReply =
  { readonly isOk: true; readonly from: number; readonly records: readonly LogRecord[] } | { readonly isOk: false };

export type PairedLogMessage = Replicate | FetchTail;
