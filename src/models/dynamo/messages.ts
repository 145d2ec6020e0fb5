import type { Message } from '../../simulation/request.ts';
import type { Dot, DotSet } from '../parts/causality/dot-set.ts';
import type { Siblings } from '../parts/causality/version.ts';
import type { Member } from '../parts/gossip/member-table.ts';

/** `outside` nodes hold no keys of the ring, but coordinate requests as all others do. */
export type Status = 'outside' | 'joining' | 'member' | 'leaving';

/** A key with what one node holds of it. */
export interface Entry {
  readonly key: string;
  readonly siblings: Siblings<unknown>;
}

/** Client → coordinator; answered by `GetReply` or `Refusal`. */
export interface Get extends Message {
  readonly kind: 'get';
  readonly key: string;
}

export interface GetReply {
  /** Values of all siblings, in the order of their dots. */
  readonly values: readonly unknown[];
  /** What a later put of the reader has seen. */
  readonly context: DotSet;
}

/** Client → coordinator; answered by `PutReply` or `Refusal`. A put that is sent again carries the same dot. */
export interface Put extends Message {
  readonly kind: 'put';
  readonly key: string;
  readonly dot: Dot;
  /** What the writer had read; null when it had read nothing. */
  readonly context: DotSet | null;
  readonly value: unknown;
}

export interface PutReply {
  readonly isStored: true;
}

/** The coordinator could not do it. */
export interface Refusal {
  readonly refused: string;
}

/** Coordinator → replica; answered by its siblings. */
export interface Fetch extends Message {
  readonly kind: 'fetch';
  readonly key: string;
}

/** Coordinator → replica, or → stand-in for the replica `hintFor`; answered by true when it is durable. */
export interface Store extends Message, Entry {
  readonly kind: 'store';
  readonly hintFor: string | null;
}

/** Coordinator → replica that answered a read with less than others. Wants no answer. */
export interface Repair extends Message, Entry {
  readonly kind: 'repair';
}

/** Holder of hints or of keys that are no longer its own → their owner; answered by true when they are durable. */
export interface Handoff extends Message {
  readonly kind: 'handoff';
  readonly entries: readonly Entry[];
}

/** Everything that the sender knows of the members. */
export interface Gossip extends Message {
  readonly kind: 'gossip';
  readonly members: readonly Member<Status>[];
  readonly wantsAnswer: boolean;
}

/** Asks for hashes of the Merkle tree over the keys that both own. */
export interface Hashes extends Message {
  readonly kind: 'hashes';
  readonly level: number;
  readonly nodes: readonly number[];
}

/** The sender's keys below some leaves; answered by the receiver's. */
export interface Exchange extends Message {
  readonly kind: 'exchange';
  readonly leaves: readonly number[];
  readonly entries: readonly Entry[];
}

/** A joining node asks for what it will own; answered by entries. */
export interface Transfer extends Message {
  readonly kind: 'transfer';
}

/** Operator → server; answered by true when the server has taken note of it durably. */
export interface RingChangeOrder extends Message {
  readonly kind: 'join' | 'leave';
}

export type DynamoMessage =
  Get | Put | Fetch | Store | Repair | Handoff | Gossip | Hashes | Exchange | Transfer | RingChangeOrder;
