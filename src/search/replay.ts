import { EVENTS_PER_CHECKPOINT } from '../simulation/digest.ts';

/** What identifies how a run went. */
export interface Trail {
  readonly digest: string;
  readonly checkpoints: readonly string[];
  readonly events: number;
}

/** Where two runs that should be one part ways: the events, numbered from 0, among which is the first that differs. */
export interface Divergence {
  readonly firstEvent: number;
  readonly lastEvent: number;
}

/** Compares two runs of one plan; undefined when they are the same. */
export function findDivergence(expected: Trail, found: Trail): Divergence | undefined {
  const shared = Math.min(expected.checkpoints.length, found.checkpoints.length);
  let same = 0;
  while (same < shared && expected.checkpoints[same] === found.checkpoints[same]) same++;
  const agree = same === expected.checkpoints.length && same === found.checkpoints.length;
  if (agree && expected.digest === found.digest && expected.events === found.events) return undefined;
  const firstEvent = same * EVENTS_PER_CHECKPOINT;
  const end = Math.max(expected.events, found.events);
  return { firstEvent, lastEvent: Math.max(firstEvent, Math.min(firstEvent + EVENTS_PER_CHECKPOINT, end) - 1) };
}
