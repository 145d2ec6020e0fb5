import type { PlanRequest } from './plan.ts';
import { runBatch, type RunOutcome } from './run-batch.ts';

/** What a worker thread runs. */
export default function work(requests: readonly PlanRequest[]): readonly RunOutcome[] {
  return runBatch(requests);
}
