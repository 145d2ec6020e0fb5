import type { Scenario } from '../scenario.ts';

/**
 * Two leap seconds in one run, so that the second meets servers that have polled their masters since the first. Whether
 * clocks step or smear is the system's.
 */
export const LEAP_SECOND_2012: Scenario = {
  name: 'leap-second-2012',
  description: 'a second is inserted into UTC; time servers step over it one after the other, or smear it',
  source:
    'IERS Bulletin C 43 (leap second of 30 June 2012); C. Pascoe, "Time, technology and leaping seconds", Google, 2011',
  steps: [
    {
      kind: 'leap-second',
      atMicros: 2_000_000,
      durationMicros: 2_500_000,
      scope: 'all',
      amounts: { spreadMicros: 2_000_000 },
    },
    {
      kind: 'leap-second',
      atMicros: 6_000_000,
      durationMicros: 2_500_000,
      scope: 'all',
      amounts: { spreadMicros: 2_000_000 },
    },
  ],
};
