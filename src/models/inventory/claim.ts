import type { Claim } from '../../claims/vocabulary.ts';
import {
  DISK_DELAY_FAULTS,
  LINK_FAULTS,
  LOAD_FAULTS,
  MESSAGE_FAULTS,
  PROCESS_FAULTS,
} from '../../nemesis/fault-families.ts';
import { RECOVERY_MICROS } from './phases.ts';

/** What the inventory states about itself. */
export const CLAIM: Claim = {
  cap: 'CP',
  statement:
    'What is reserved and sold never exceeds the stock. A reservation is kept for its time, then its units return exactly once; a request gets one answer, however often it is asked. When in doubt, shops refuse.',
  guarantees: [
    'no-oversell',
    'stock-conservation',
    'linearizable-stock',
    'reservation-life-cycle',
    'no-lost-reservation',
    'idempotent-replies',
    'nothing-stranded',
    'lease-disjointness',
    'minority-refuses',
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
    ],
    clockOffsetMicros: 3_000,
    clockDriftPpm: 80,
    disksLost: 0,
    settleMicros: 0,
  },
  pastContract: [
    {
      name: 'store-disks-lost',
      description: 'all three disks of the store are lost at once',
      breaks: 'no-lost-reservation',
      kind: 'disk-loss',
      amount: 3,
    },
  ],
  recoveryMicros: RECOVERY_MICROS,
};
