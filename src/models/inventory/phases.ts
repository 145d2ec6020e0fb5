import type { Phases } from '../../workloads/client-program.ts';
import { LIFE_MICROS } from './config.ts';

const SECOND_MICROS = 1_000_000;

/** From the last client's last try until locks and leaders have settled and what was due has come back. */
export const RECOVERY_MICROS: number = 6 * SECOND_MICROS;

const QUIET_MICROS: number = 12 * SECOND_MICROS;
const FINAL_MICROS: number = QUIET_MICROS + RECOVERY_MICROS;

/** How long after the first final operations every reservation of the run must be over. */
export const ALL_OVER_MICROS: number = LIFE_MICROS + 5 * SECOND_MICROS;

/** The final operations wait until every reservation that nobody confirmed must have lapsed; then all stock is read. */
export const PHASES: Phases = {
  healMicros: 10 * SECOND_MICROS,
  quietMicros: QUIET_MICROS,
  finalMicros: FINAL_MICROS,
  endMicros: FINAL_MICROS + ALL_OVER_MICROS + 30 * SECOND_MICROS,
};
