import type { Claim } from '../../claims/vocabulary.ts';
import { RECOVERY_MICROS } from './phases.ts';

const SECOND_MICROS = 1_000_000;

export const CLAIM: Claim = {
  cap: 'AP',
  statement:
    'Every server that a client can reach takes its reads and writes, however the network is split; no acknowledged addition to a cart is ever lost; replicas agree soon after the faults end. Removed items may come back.',
  guarantees: [
    'total-availability',
    'no-lost-addition',
    'convergence',
    'replica-agreement',
    'no-phantom-values',
    'bounded-siblings',
    'liveness',
  ],
  tradeoffs: ['resurrected-items', 'stale-own-reads'],
  contract: {
    faults: [
      'partition',
      'crash',
      'power-loss',
      'mid-write-power-loss',
      'disk-loss',
      'pause',
      'clock-offset',
      'clock-drift',
      'clock-jump',
      'leap-second',
      'loss',
      'duplication',
      'reordering',
      'delay',
    ],
    clockOffsetMicros: 60 * SECOND_MICROS,
    clockDriftPpm: 50_000,
    disksLost: 1,
    settleMicros: 3 * SECOND_MICROS,
  },
  pastContract: [
    {
      name: 'disks-of-all-replicas',
      description: 'Five of six servers lose their disks at once, among them all replicas of some keys.',
      breaks: 'no-lost-addition',
      kind: 'disk-loss',
      amount: 5,
    },
  ],
  recoveryMicros: RECOVERY_MICROS,
};
