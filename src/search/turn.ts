import type { Plan } from './plan.ts';

/** A moment at which a run leaves the way that it would go, and for which other one. */
export interface Turn {
  readonly atMicros: number;
  readonly salt: number;
  /** Whether latencies that were steady are drawn from then on. */
  readonly endsSteadiness: boolean;
}

/** The turns of a plan, in order of time. */
export function turnsOf({ prefix, reseed, seed }: Plan): readonly Turn[] {
  const turns: Turn[] = [];
  if (prefix !== undefined) turns.push({ atMicros: prefix.untilMicros, salt: seed, endsSteadiness: false });
  if (reseed !== undefined) turns.push({ ...reseed, endsSteadiness: true });
  return turns.sort((a, b) => a.atMicros - b.atMicros);
}
