import type { EdgeList } from '../graph/edge-list.ts';
import type { Transactions } from './transactions.ts';

/** Why one transaction comes before another; bits, so that masks can select them. */
export const WW = 1;
export const WR = 2;
export const RW = 4;
export const PROCESS = 8;
export const REALTIME = 16;
/** Out of a helper node that stands for many anti-dependencies of one key: it carries on the RW edge that led into the node. */
export const FAN = 32;

/** What a read saw, where it is no write: the initial state, or something that says nothing (an impossible value, an own write). */
export const INITIAL = -1;
export const UNUSABLE = -2;

/**
 * What the data alone says of the order of transactions. Node t below `transactions.count` is transaction t, those above are helpers.
 */
export interface Dependencies {
  readonly transactions: Transactions;
  /** 1 for transactions that took effect: ok, or of unknown outcome with a write that was read. */
  readonly present: Uint8Array;
  /** For each read the write (a micro-operation) that it saw, or INITIAL, or UNUSABLE. */
  readonly readsFrom: Int32Array;
  readonly edges: EdgeList;
  readonly nodeCount: number;
}
