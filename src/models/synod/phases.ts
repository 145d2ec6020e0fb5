import type { Phases } from '../../workloads/client-program.ts';

export const PHASES: Phases = {
  healMicros: 10_000_000,
  quietMicros: 10_500_000,
  finalMicros: 11_500_000,
  endMicros: 14_500_000,
};
