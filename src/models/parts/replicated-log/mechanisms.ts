import type { TimeInterval } from '../interval-clock.ts';
import { NO_BALLOT } from './ballot.ts';
import type { AcceptedEntry } from './messages.ts';

/** What an acceptor keeps on disk: promises, and commands accepted under a ballot. */
export type AcceptorRecord =
  | { readonly type: 'promise'; readonly ballot: number }
  | { readonly type: 'accept'; readonly slot: number; readonly ballot: number; readonly command: unknown };

/** Steps of the protocol that are easily got wrong, each on its own. */
export interface LogMechanisms {
  /** Which command a new leader must propose in a slot, from what a majority reports of it. */
  commandToPropose(reported: readonly AcceptedEntry[]): unknown;
  /** Whether a promise must be on disk before the reply. */
  readonly isPromiseSynced: boolean;
  /** Whether an accepted command must be on disk before the reply. */
  readonly isAcceptSynced: boolean;
  /** What a restarted acceptor still knows of what it had accepted. */
  recoverAccepted(records: readonly AcceptorRecord[]): readonly AcceptorRecord[];
  /** Whether a lease vote that was given until `voteUntil` no longer binds. */
  isVoteOver(voteUntil: number, now: TimeInterval): boolean;
}

/** The protocol as it should be. */
export const CORRECT_LOG: LogMechanisms = {
  commandToPropose(reported) {
    let highest: AcceptedEntry = { slot: -1, ballot: NO_BALLOT, command: null };
    for (const entry of reported) if (entry.ballot > highest.ballot) highest = entry;
    return highest.command;
  },
  isPromiseSynced: true,
  isAcceptSynced: true,
  recoverAccepted: (records) => records,
  isVoteOver: (voteUntil, now) => now.earliest > voteUntil,
};
