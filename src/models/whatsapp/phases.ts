import type { Phases } from '../../workloads/client-program.ts';

const SECOND_MICROS = 1_000_000;
const HOUR_MICROS: number = 3600 * SECOND_MICROS;

/**
 * From the last fault, or from when a device is back, to empty queues: dead sessions are noticed, devices reconnect,
 * outboxes, relays and offline queues drain, back-offs end.
 */
export const RECOVERY_MICROS: number = 12 * SECOND_MICROS;

const QUIET_MICROS: number = 12 * SECOND_MICROS;
const FINAL_MICROS: number = QUIET_MICROS + RECOVERY_MICROS;

/** How long devices may be away in the end, while others write to them. */
export const AWAY_MICROS: number = 8 * HOUR_MICROS;
/** When everyone looks at what has come, from the beginning of the final operations. */
export const LAST_LOOK_MICROS: number = 9 * HOUR_MICROS;

/** The final operations go on for hours: some devices are away that long, and come back to what was sent meanwhile. */
export const PHASES: Phases = {
  healMicros: 10 * SECOND_MICROS,
  quietMicros: QUIET_MICROS,
  finalMicros: FINAL_MICROS,
  endMicros: FINAL_MICROS + LAST_LOOK_MICROS + 3 * 60 * SECOND_MICROS,
};
