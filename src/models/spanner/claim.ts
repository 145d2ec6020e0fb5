import type { Claim } from '../../claims/vocabulary.ts';

/** What Spanner states about itself. */
export const SPANNER_CLAIM: Claim = {
  cap: 'CP',
  statement:
    'Transactions are externally consistent: if one commits before another starts, its timestamp is lower, and every read sees exactly the commits below its own timestamp. In a partition the minority refuses rather than being wrong.',
  guarantees: [
    'external-consistency',
    'strict-serializability',
    'linearizable-registers',
    'constant-total',
    'repeatable-snapshots',
    'no-lost-commit',
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
      'leap-second',
      'loss',
      'duplication',
      'reordering',
      'delay',
    ],
    clockOffsetMicros: 400,
    clockDriftPpm: 1800,
    disksLost: 0,
    settleMicros: 0,
  },
  pastContract: [
    {
      name: 'clock-beyond-uncertainty',
      description: 'clocks of servers jump by up to 300 ms, far more than TrueTime advertises',
      breaks: 'external-consistency',
      kind: 'clock-jump',
      amount: 300_000,
    },
    {
      name: 'majority-disk-loss',
      description: 'a majority of the disks is lost at once',
      breaks: 'no-lost-commit',
      kind: 'disk-loss',
      amount: 3,
    },
  ],
  recoveryMicros: 5_000_000,
};
