import type { Random } from './random.ts';

/** How operations of one client follow each other. */
export interface Pace {
  /** So many of a hundred follow at once, within `burstMicros`. */
  readonly burstPercent: number;
  readonly burstMicros: number;
  /** The others after a uniform time below this. */
  readonly spreadMicros: number;
}

/**
 * How long a client waits before its next operation: Jepsen's `stagger`, in bursts. What is wrong for milliseconds only shows
 * between near neighbours, and what is wrong for seconds between far ones.
 */
export function stagger(random: Random, { burstPercent, burstMicros, spreadMicros }: Pace): number {
  return random.percent(burstPercent) ? random.below(burstMicros) : random.below(spreadMicros);
}
