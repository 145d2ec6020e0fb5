import type { Host } from '../../simulation/host.ts';

/**
 * How long to wait before trying again: a random time up to a bound that doubles with each attempt ("full jitter", Brooker,
 * "Exponential Backoff And Jitter", AWS Architecture Blog 2015).
 */
export function backOffMicros(host: Host, attempt: number, firstMicros: number, mostMicros: number): number {
  const bound = Math.min(mostMicros, firstMicros * 2 ** Math.min(attempt, 20));
  return 1 + host.randomBelow(bound);
}
