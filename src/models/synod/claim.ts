import type { Claim } from '../../claims/vocabulary.ts';

export const CLAIM: Claim = {
  cap: 'CP',
  statement:
    'A decree is decided at most once, every reader finds what was decided, and without a majority nobody is told.',
  guarantees: ['linearizable-registers', 'liveness'],
  tradeoffs: [],
  contract: {
    faults: ['partition', 'crash', 'power-loss', 'pause', 'loss', 'duplication', 'reordering', 'delay'],
    clockOffsetMicros: 0,
    clockDriftPpm: 0,
    disksLost: 0,
    settleMicros: 0,
  },
  pastContract: [],
  recoveryMicros: 1_000_000,
};
