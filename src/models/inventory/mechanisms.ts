import { CORRECT_LOG, type LogMechanisms } from '../parts/replicated-log/mechanisms.ts';

/** The decisions that keep a shop from selling what it doesn't have, each in one place. A variant replaces some of them. */
export interface Mechanisms {
  /** How the store's log is replicated. */
  readonly log: LogMechanisms;
  /** Whether the free units are looked at under the lock under which they are taken. */
  readonly isCheckedUnderLock: boolean;
  /** Whether the store refuses changes under an older token than it has seen, or out of their order. */
  readonly isFenced: boolean;
  /** Whether a reservation can be confirmed only while its time surely isn't over. */
  readonly isConfirmTimed: boolean;
  /** Whether whoever ends a reservation whose time is over looks again whether it is still held. */
  readonly isExpiryRechecked: boolean;
  /** Whether a reservation that was cancelled is not cancelled again. */
  readonly isCancelRemembered: boolean;
  /** What a shop does that cannot reach the store or the locks: refuse, or answer by what it knew last. */
  readonly failsOpen: boolean;
}

export const CORRECT: Mechanisms = {
  log: CORRECT_LOG,
  isCheckedUnderLock: true,
  isFenced: true,
  isConfirmTimed: true,
  isExpiryRechecked: true,
  isCancelRemembered: true,
  failsOpen: false,
};
