import type { Message } from '../../simulation/request.ts';
import type { LockOwner } from '../parts/lock-table.ts';
import type { Handover, Write } from './commands.ts';

/** Reads a key under a shared lock, at the leader of its group. Without a transaction the lock is given back at once. */
export interface ReadRequest extends Message {
  readonly kind: 'read';
  readonly key: string;
  readonly transaction: LockOwner;
  readonly keepsLock: boolean;
}

/** Which group has a key, and who leads it? */
export interface LocateRequest extends Message {
  readonly kind: 'locate';
  readonly key: string;
}

/** Commits a transaction, at the leader of the group that coordinates it. */
export interface CommitRequest extends Message {
  readonly kind: 'commit';
  readonly group: string;
  readonly transaction: LockOwner;
  readonly reads: readonly string[];
  readonly writes: readonly Write[];
}

/** The client gives up a transaction that it did not try to commit. */
export interface ReleaseRequest extends Message {
  readonly kind: 'release';
  readonly id: string;
}

/** Reads keys at a timestamp, at any replica: `at` null means now (strong); `stalenessMicros` moves it into the past. */
export interface SnapshotRequest extends Message {
  readonly kind: 'snapshot';
  readonly keys: readonly string[];
  readonly at: number | null;
  readonly stalenessMicros: number;
}

/** Coordinator to participant: phase one. */
export interface PrepareTransactionRequest extends Message {
  readonly kind: 'prepare-transaction';
  readonly group: string;
  readonly coordinator: string;
  readonly transaction: LockOwner;
  readonly reads: readonly string[];
  readonly writes: readonly Write[];
}

/** Coordinator to participant: phase two. */
export interface DecideRequest extends Message {
  readonly kind: 'decide';
  readonly group: string;
  readonly id: string;
  readonly timestamp: number | null;
}

/** Participant to coordinator: how did it end? */
export interface EndingRequest extends Message {
  readonly kind: 'ending';
  readonly group: string;
  readonly id: string;
}

/** Splits a group's keys; those from `at` on go to a new group. */
export interface SplitRequest extends Message {
  readonly kind: 'split';
  readonly group: string;
  readonly at: string;
  readonly into: string;
}

/** Hands all keys of a group to its neighbour. */
export interface MergeRequest extends Message {
  readonly kind: 'merge';
  readonly group: string;
  readonly into: string;
}

/** Frozen group to neighbour: take my keys. */
export interface AbsorbRequest extends Message {
  readonly kind: 'absorb';
  readonly group: string;
  readonly from: string;
  readonly handover: Handover;
}

/** Requests that only the leader of the named group can answer. */
export type GroupRequest =
  | CommitRequest
  | PrepareTransactionRequest
  | DecideRequest
  | EndingRequest
  | SplitRequest
  | MergeRequest
  | AbsorbRequest;

export type SpannerRequest = ReadRequest | LocateRequest | ReleaseRequest | SnapshotRequest | GroupRequest;

/** `elsewhere`: this server can't answer; `leader` may. Nothing happened. */
export type Elsewhere = { readonly status: 'elsewhere'; readonly leader: string | null };

/** `refused`: a lock was not to be had in time, or the transaction was wounded. Nothing happened. */
export type Refused = { readonly status: 'refused'; readonly why: string };

export type ReadReply =
  { readonly status: 'ok'; readonly value: unknown; readonly group: string } | Refused | Elsewhere;

export type LocateReply = { readonly status: 'ok'; readonly group: string; readonly leader: string | null } | Elsewhere;

/** `aborted` is final: the transaction will never commit. */
export type CommitReply =
  | { readonly status: 'committed'; readonly timestamp: number }
  | { readonly status: 'aborted'; readonly why: string }
  | Elsewhere;

export type SnapshotReply =
  { readonly status: 'ok'; readonly values: readonly unknown[]; readonly timestamp: number } | Refused;

export type PrepareTransactionReply = { readonly status: 'prepared'; readonly timestamp: number } | Refused | Elsewhere;

export type EndingReply =
  { readonly status: 'ended'; readonly timestamp: number | null } | { readonly status: 'open' } | Elsewhere;

/** Splits, merges, decisions and hand-overs. */
export type DoneReply = { readonly status: 'ok' } | Refused | Elsewhere;
