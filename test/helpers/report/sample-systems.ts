import type { SystemFacts } from '../../../src/report/system-facts.ts';

/** Two systems that exist for tests of the report only. */
export const SAMPLE_SYSTEMS: readonly SystemFacts[] = [
  {
    name: 'spanner',
    title: 'globally consistent transactions',
    claim: {
      cap: 'CP',
      statement:
        'Transactions are externally consistent: if one commits before another starts, its timestamp is lower. In a partition the minority refuses rather than being wrong.',
      guarantees: ['external-consistency', 'linearizable-registers', 'no-lost-commit', 'minority-refuses', 'liveness'],
      tradeoffs: [],
      contract: {
        faults: ['partition', 'crash', 'clock-offset'],
        clockOffsetMicros: 400,
        clockDriftPpm: 1000,
        disksLost: 0,
        settleMicros: 0,
      },
      pastContract: [
        {
          name: 'clock-beyond-uncertainty',
          description: 'clocks of servers are set off by up to 300 ms, far more than TrueTime advertises',
          breaks: 'external-consistency',
          kind: 'clock-jump',
          amount: 300_000,
        },
      ],
      recoveryMicros: 5_000_000,
    },
    variants: [
      {
        name: 'unsafe-snapshot',
        mistake: 'A replica answers a read without waiting until it knows all commits up to that time.',
        anomaly: 'stale-read',
        guarantee: 'linearizable-registers',
        preset: 'split-brain',
      },
    ],
  },
  {
    name: 'dynamo',
    title: 'the always-writable shopping cart',
    claim: {
      cap: 'AP',
      statement: 'Writes are always accepted; no acknowledged addition to a cart is ever lost; replicas converge.',
      guarantees: ['total-availability', 'no-lost-addition', 'convergence', 'no-phantom-values', 'liveness'],
      tradeoffs: ['resurrected-items', 'stale-reads'],
      contract: {
        faults: ['partition', 'crash', 'disk-loss', 'loss'],
        clockOffsetMicros: 0,
        clockDriftPpm: 0,
        disksLost: 1,
        settleMicros: 2_000_000,
      },
      pastContract: [],
      recoveryMicros: 4_000_000,
    },
    variants: [
      {
        name: 'last-writer-wins',
        mistake: 'Of two concurrent versions the one with the later wall clock replaces the other.',
        anomaly: 'lost-addition',
        guarantee: 'no-lost-addition',
        preset: 'everything',
      },
    ],
  },
];
