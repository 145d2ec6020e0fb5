/** What is known of the true time: it lies somewhere in [earliest, latest], in microseconds. */
export interface TimeInterval {
  readonly earliest: number;
  readonly latest: number;
}

/** A clock that knows how wrong it may be. */
export interface IntervalClock {
  now(): TimeInterval;
}
