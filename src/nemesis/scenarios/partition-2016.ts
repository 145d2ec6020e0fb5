import type { Scenario } from '../scenario.ts';

/**
 * A zone is cut off for longer than clients wait, while clocks drift and links elsewhere are bad: the minority has to
 * refuse, not to guess.
 */
export const PARTITION_2016: Scenario = {
  name: 'partition-2016',
  description: 'a zone is cut off for long while clocks drift apart and messages are lost and late',
  source: 'E. Brewer, "Spanner, TrueTime and the CAP theorem", Google, 2017 (partitions and refusals)',
  steps: [
    { kind: 'clock-drift', atMicros: 500_000, durationMicros: 9_000_000, scope: 'minority' },
    {
      kind: 'partition',
      atMicros: 1_500_000,
      durationMicros: 7_500_000,
      scope: 'all',
      shape: 'zone',
    },
    {
      kind: 'loss',
      atMicros: 4_000_000,
      durationMicros: 1_500_000,
      scope: 'minority',
      amounts: { perMillion: 200_000 },
    },
    { kind: 'delay', atMicros: 8_000_000, durationMicros: 1_000_000, scope: 'node', amounts: { micros: 40_000 } },
  ],
};
