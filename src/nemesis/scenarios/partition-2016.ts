import type { KnownScenario } from '../scenario.ts';

/**
 * A zone is cut off for longer than clients wait, while clocks drift and links elsewhere are bad: the minority has to
 * refuse, not to guess.
 */
export const PARTITION_2016: KnownScenario = {
  format: 'capcheck-scenario/1',
  name: 'partition-2016',
  description: 'a zone is cut off for long while clocks drift apart and messages are lost and late',
  source: 'E. Brewer, "Spanner, TrueTime and the CAP theorem", Google, 2017 (partitions and refusals)',
  steps: [
    { at: '0.5s', for: '9s', fault: 'clock-drift', target: 'minority' },
    {
      at: '1.5s',
      for: '7.5s',
      fault: 'partition',
      shape: 'zone',
    },
    {
      at: '4s',
      for: '1.5s',
      fault: 'loss',
      target: 'minority',
      with: { perMillion: 200_000 },
    },
    { at: '8s', for: '1s', fault: 'delay', target: 'node', with: { micros: 40_000 } },
  ],
};
