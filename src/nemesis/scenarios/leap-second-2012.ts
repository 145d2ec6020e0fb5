import type { KnownScenario } from '../scenario.ts';

/**
 * Two leap seconds in one run, so that the second meets servers that have polled their masters since the first. Whether
 * clocks step or smear is the system's.
 */
export const LEAP_SECOND_2012: KnownScenario = {
  format: 'capcheck-scenario/1',
  name: 'leap-second-2012',
  description: 'a second is inserted into UTC; time servers step over it one after the other, or smear it',
  source:
    'IERS Bulletin C 43 (leap second of 30 June 2012); C. Pascoe, "Time, technology and leaping seconds", Google, 2011',
  steps: [
    {
      at: '2s',
      for: '2.5s',
      fault: 'leap-second',
      target: 'all',
      with: { spreadMicros: 2_000_000 },
    },
    {
      at: '6s',
      for: '2.5s',
      fault: 'leap-second',
      target: 'all',
      with: { spreadMicros: 2_000_000 },
    },
  ],
};
