import type { Phases } from '../../workloads/client-program.ts';

/** From the heal until every partition has a leader with enough in-sync replicas again. */
export const RECOVERY_MICROS = 6_000_000;

export const PHASES: Phases = {
  healMicros: 10_000_000,
  quietMicros: 11_500_000,
  finalMicros: 11_500_000 + RECOVERY_MICROS,
  endMicros: 11_500_000 + RECOVERY_MICROS + 10_000_000,
};
