import type { Host } from '../../simulation/host.ts';

/** What is known of the true time: it lies somewhere in [earliest, latest], in microseconds. */
export interface TimeInterval {
  readonly earliest: number;
  readonly latest: number;
}

/** A clock that knows how wrong it may be. */
export interface IntervalClock {
  now(): TimeInterval;
}

/** A server's own clock, which somebody keeps from ever being further off than that. */
export function boundedClock(host: Host, errorMicros: number): IntervalClock {
  return { now: () => ({ earliest: host.now() - errorMicros, latest: host.now() + errorMicros }) };
}
