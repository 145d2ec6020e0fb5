import type { Claim } from '../../claims/vocabulary.ts';
import { LINK_FAULTS, LOAD_FAULTS, MESSAGE_FAULTS, PROCESS_FAULTS } from '../../nemesis/fault-families.ts';
import { RECOVERY_MICROS } from './phases.ts';

/** What Kafka states about itself. */
export const CLAIM: Claim = {
  cap: 'CP',
  statement:
    'A record that was acknowledged with acks=all is never lost while one in-sync replica survives; each partition has one order that all readers see; a record that is sent again is there once. Below the least number of in-sync replicas sends are refused.',
  guarantees: [
    'no-lost-record',
    'no-duplicate-record',
    'no-phantom-record',
    'offset-agreement',
    'record-order',
    'log-agreement',
    'minimum-in-sync',
    'atomic-transactions',
    'exactly-once-processing',
    'minority-refuses',
    'liveness',
  ],
  tradeoffs: [],
  contract: {
    faults: [
      'partition',
      'crash',
      'power-loss',
      'pause',
      'clock-drift',
      ...MESSAGE_FAULTS,
      ...LINK_FAULTS,
      ...LOAD_FAULTS,
      ...PROCESS_FAULTS,
      'slow-disk',
      'full-disk',
      'clock-rates',
    ],
    clockOffsetMicros: 0,
    clockDriftPpm: 50_000,
    disksLost: 0,
    powerLossesAtOnce: 1,
    settleMicros: 6_000_000,
  },
  pastContract: [
    {
      name: 'power-of-all-replicas',
      description: 'all servers lose power at once, and with it what only their page caches held',
      breaks: 'offset-agreement',
      kind: 'power-loss',
      amount: 3,
    },
  ],
  recoveryMicros: RECOVERY_MICROS,
};
