import { createHash } from 'node:crypto';
import { resultVersion } from '../../code-version.ts';
import type { PlanRequest } from '../../plan.ts';
import type { RunOutcome } from '../../run-batch.ts';

/** The queue that campaigns fill and workers empty. */
export const QUEUE_NAME = 'capcheck';

/** What a worker is asked for: its result is a pure function of this. */
export interface BatchJob {
  readonly codeVersion: string;
  readonly requests: readonly PlanRequest[];
}

/** What it hands back. */
export type BatchResult = readonly RunOutcome[];

export function jobOf(requests: readonly PlanRequest[]): BatchJob {
  return { codeVersion: resultVersion(), requests };
}

/** Equal jobs have equal names, so asking twice for the same is asking once. */
export function jobId(job: BatchJob): string {
  return createHash('sha256').update(JSON.stringify(job)).digest('hex').slice(0, 32);
}

/** How long a worker may be silent before its jobs are given to others, in milliseconds. */
export const LOCK_MILLIS = 5000;

/** How often somebody looks for jobs of silent workers, in milliseconds. */
export const STALLED_CHECK_MILLIS = 2500;

/** So many workers may die of a job before it is given up. */
export const MOST_STALLS = 3;
