const SECOND_MICROS = 1_000_000;

/** How long units are kept for a customer. */
export const LIFE_MICROS: number = 15 * 60 * SECOND_MICROS;

/** Clocks of stock servers may be off by 3 ms, and after a leap second run slow by 12 millionths for the rest of a run. */
export const CLOCK_ERROR_MICROS = 25_000;

/** The lease on leading the stock or the locks. */
export const LEADER_LEASE_MICROS = 800_000;
export const HEARTBEAT_MICROS = 150_000;
export const ELECTION_MICROS = 450_000;
/** After so long without work a leader beats only now and then. */
export const IDLE_AFTER_MICROS: number = 8 * SECOND_MICROS;
export const REST_HEARTBEAT_MICROS: number = 30 * SECOND_MICROS;

/** How long the lock on a stripe lasts, how often it is renewed, and after how long without use it is given back. */
export const LOCK_LEASE_MICROS = 500_000;
export const LOCK_RENEWAL_MICROS = 150_000;
export const LOCK_IDLE_MICROS = 900_000;

/** How long each side waits for an answer before it asks again, and before it gives up. */
export const STOCK_TRY_MICROS = 250_000;
export const STOCK_TIMEOUT_MICROS = 500_000;
export const YIELD_TRY_MICROS = 150_000;
export const SHOP_TRY_MICROS = 800_000;
export const CLIENT_TIMEOUT_MICROS = 2_000_000;
/** Who only wants to read the stock, and is impatient, gives up after so long: what nobody saw changed nothing. */
export const READER_TIMEOUT_MICROS = 600_000;
export const FIRST_BACK_OFF_MICROS = 20_000;
export const MOST_BACK_OFF_MICROS = 300_000;
export const EXPIRY_RETRY_MICROS = 100_000;
