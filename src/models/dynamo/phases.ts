import type { Phases } from '../../workloads/client-program.ts';

/** From the heal to equal replicas: suspicion ends, hints arrive, and anti-entropy has gone round all peers twice. */
export const RECOVERY_MICROS = 10_000_000;

export const PHASES: Phases = {
  healMicros: 10_000_000,
  quietMicros: 12_000_000,
  finalMicros: 12_000_000 + RECOVERY_MICROS,
  endMicros: 12_000_000 + RECOVERY_MICROS + 5_000_000,
};
