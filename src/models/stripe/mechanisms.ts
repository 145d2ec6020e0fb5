import { RETENTION_MICROS } from './config.ts';

/** The decisions that make a charge happen once, each in one place. A variant replaces some of them. */
export interface Mechanisms {
  /** Whether a change counts as committed only when the standby has it on disk, too. */
  readonly isStandbySynchronous: boolean;
  /** Whether a key is looked up and claimed in one transaction. */
  readonly isClaimAtomic: boolean;
  /** Whether a key is remembered although its first attempt went wrong. */
  readonly isKeyKeptOnError: boolean;
  /** How long a key is remembered. */
  readonly retentionMicros: number;
  /** Whether the right to work on a key runs out, so that others may go on where a dead server stopped. */
  readonly hasKeyLease: boolean;
  /** Whether a request under a known key must ask for the same. */
  readonly isFingerprintChecked: boolean;
  /** Whether what the card network is asked for is written down before it is asked. */
  readonly hasRecoveryPoints: boolean;
  /** How events get to the broker: by a table that is written with the charge and emptied once the broker has them. */
  readonly outbox: 'emptied-after-publishing' | 'emptied-before-publishing' | 'none';
  /** Whether a merchant's endpoint ignores events that it has applied already. */
  readonly isConsumerDeduplicating: boolean;
  /** Whether slow requests that change something are asked for again elsewhere, each time under a new key. */
  readonly areWritesHedged: boolean;
}

export const CORRECT: Mechanisms = {
  isStandbySynchronous: true,
  isClaimAtomic: true,
  isKeyKeptOnError: true,
  retentionMicros: RETENTION_MICROS,
  hasKeyLease: true,
  isFingerprintChecked: true,
  hasRecoveryPoints: true,
  outbox: 'emptied-after-publishing',
  isConsumerDeduplicating: true,
  areWritesHedged: false,
};
