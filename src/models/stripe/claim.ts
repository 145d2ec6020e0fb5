import type { Claim } from '../../claims/vocabulary.ts';
import {
  DISK_DELAY_FAULTS,
  LINK_FAULTS,
  LOAD_FAULTS,
  MESSAGE_FAULTS,
  PROCESS_FAULTS,
} from '../../nemesis/fault-families.ts';
import { RECOVERY_MICROS } from './phases.ts';

export const CLAIM: Claim = {
  cap: 'CP',
  statement:
    'The same idempotency key gets the same answer, and money moves exactly once, however often a client tries and whatever crashes. Where the database has no majority, requests are refused.',
  guarantees: [
    'exactly-once-charge',
    'idempotent-replies',
    'ledger-agreement',
    'event-delivery',
    'strict-serializability',
    'linearizable-registers',
    'no-lost-commit',
    'lease-disjointness',
    'minority-refuses',
    'drained-queues',
    'liveness',
  ],
  tradeoffs: [],
  contract: {
    faults: [
      'partition',
      'crash',
      'power-loss',
      'mid-write-power-loss',
      'pause',
      'clock-offset',
      'clock-drift',
      'clock-jump',
      'leap-second',
      ...MESSAGE_FAULTS,
      ...LINK_FAULTS,
      ...LOAD_FAULTS,
      ...PROCESS_FAULTS,
      ...DISK_DELAY_FAULTS,
      'clock-rates',
      'slow-dependency',
    ],
    clockOffsetMicros: 3_000,
    clockDriftPpm: 80,
    disksLost: 0,
    settleMicros: 0,
  },
  pastContract: [
    {
      name: 'database-disks-lost',
      description: 'all three disks of the database are lost at once',
      breaks: 'ledger-agreement',
      kind: 'disk-loss',
      amount: 3,
    },
  ],
  recoveryMicros: RECOVERY_MICROS,
};
