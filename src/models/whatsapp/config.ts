const SECOND_MICROS = 1_000_000;
const MINUTE_MICROS: number = 60 * SECOND_MICROS;

/** The lease on leading a shard. */
export const LEASE_MICROS = 1_200_000;
export const REST_LEASE_MICROS: number = 2 * 60 * MINUTE_MICROS;
/** Clocks may be off by 4 ms either way. */
export const CLOCK_MARGIN_MICROS = 20_000;
/** After so long without anything to do, everyone looks around less often. */
export const IDLE_AFTER_MICROS: number = 25 * SECOND_MICROS;

/** How long each side waits for an answer before it asks again. */
export const REPLICA_REPLY_MICROS = 120_000;
export const COMMIT_MICROS = 400_000;
export const SHARD_TRY_MICROS = 450_000;
export const SHARD_TIMEOUT_MICROS = 900_000;
export const FORWARD_TRY_MICROS = 500_000;
export const SHOW_TRY_MICROS = 250_000;
export const DELIVER_TRY_MICROS = 350_000;
export const CONNECT_TRY_MICROS = 300_000;
export const SUBMIT_TRY_MICROS = 1_100_000;
export const PING_TRY_MICROS = 400_000;
export const WAKE_TRY_MICROS = 300_000;

/** How often a user who is not connected is notified, so many times often and then rarely. */
export const NOTIFY_EVERY_MICROS: number = 2.5 * SECOND_MICROS;
export const NOTIFY_OFTEN = 10;
export const NOTIFY_RARELY_MICROS: number = 60 * MINUTE_MICROS;

/** Unanswered deliveries in a row after which a shard takes a session for dead. */
export const DELIVERY_MISSES = 3;
/** Messages that are on their way to one device at a time. */
export const DELIVERY_WINDOW = 4;

/** How often a device says that it is there, and how often its session tells the shard; rarely while nothing happens. */
export const PING_EVERY_MICROS = 1_200_000;
export const ATTACH_EVERY_MICROS = 1_500_000;
export const IDLE_EVERY_MICROS: number = 10 * MINUTE_MICROS;
/** How much later than announced a ping may be before the session is closed. */
export const PING_GRACE_MICROS = 1_500_000;

export const FIRST_BACK_OFF_MICROS = 40_000;
export const MOST_BACK_OFF_MICROS = 700_000;

/** How long a user watches a message without a tick before the outcome is called unknown. */
export const SEND_TIMEOUT_MICROS = 3_000_000;
/** After how long users who give up early do so. */
export const IMPATIENT_TIMEOUTS_MICROS: readonly number[] = [250_000, 500_000];
