const SECOND_MICROS = 1_000_000;
const HOUR_MICROS = 3600 * SECOND_MICROS;

/** The lease on leading the database, and on the right to work on a key. */
export const LEASE_MICROS = 800_000;
export const REST_LEASE_MICROS: number = 2 * HOUR_MICROS;
export const KEY_LEASE_MICROS = 1_500_000;
/** Clocks may be off by 4 ms either way. */
export const CLOCK_MARGIN_MICROS = 20_000;
/** After so long without work nothing is looked for any more but every half hour. */
export const IDLE_AFTER_MICROS: number = 60 * SECOND_MICROS;
export const REST_MICROS: number = HOUR_MICROS / 2;

/** How long each side waits for an answer before it asks again. */
export const REPLICA_REPLY_MICROS = 120_000;
export const COMMIT_MICROS = 400_000;
export const DATABASE_TRY_MICROS = 450_000;
export const DATABASE_TIMEOUT_MICROS = 1_200_000;
export const NETWORK_TRY_MICROS = 300_000;
export const NETWORK_TRIES = 2;
export const DELIVERY_TRY_MICROS = 300_000;
export const STALLED_POLL_MICROS = 500_000;

/** How long a key is kept, and how long clients go on trying under it. */
export const RETENTION_MICROS: number = 24 * HOUR_MICROS;
export const RETRY_WINDOW_MICROS: number = 23 * HOUR_MICROS;
export const SDK_TRY_MICROS = 900_000;
export const SDK_TIMEOUT_MICROS = 2_500_000;
/** After how long callers that give up early do so. */
export const IMPATIENT_TIMEOUTS_MICROS: readonly number[] = [250_000, 500_000];
export const SDK_FIRST_BACK_OFF_MICROS = 60_000;
export const SDK_MOST_BACK_OFF_MICROS = 800_000;
/** A reading that isn't answered within these times is asked for once more, elsewhere. */
export const HEDGE_MICROS: readonly number[] = [5_000, 10_000];
