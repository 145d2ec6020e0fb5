import type { Phases } from '../../workloads/client-program.ts';

const SECOND_MICROS = 1_000_000;
const HOUR_MICROS: number = 3600 * SECOND_MICROS;

/** From the last client's last try to empty queues: keys of dead attempts run out, the completer comes round, back-offs end. */
export const RECOVERY_MICROS: number = 12 * SECOND_MICROS;

const QUIET_MICROS: number = 12 * SECOND_MICROS;
const FINAL_MICROS: number = QUIET_MICROS + RECOVERY_MICROS;

/** The final operations go on for a day: merchants try again under old keys, and in the end the books are read. */
export const PHASES: Phases = {
  healMicros: 10 * SECOND_MICROS,
  quietMicros: QUIET_MICROS,
  finalMicros: FINAL_MICROS,
  endMicros: FINAL_MICROS + 25 * HOUR_MICROS,
};
