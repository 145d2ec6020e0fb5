import type { PlanRequest } from '../plan.ts';
import type { RunOutcome } from '../run-batch.ts';

/** Something that runs and judges plans: this thread, other threads, other machines. */
export interface Engine {
  /** So many batches keep it busy. */
  readonly width: number;
  /** Runs a batch: enough that handing them over costs little beside, few enough that a loss is small. */
  readonly batchRuns: number;
  /**
   * Runs a batch and returns an outcome for each request, in any order. Once the signal is aborted it may return fewer,
   * if it had not begun.
   *
   * @throws LostBatchError when whoever worked on it died of it; any other error ends the campaign.
   */
  perform(batch: readonly PlanRequest[], signal: AbortSignal): Promise<readonly RunOutcome[]>;
  close(): Promise<void>;
}

/** Nobody can say what came of a batch: the thread or process that worked on it is gone. The message says of what. */
export class LostBatchError extends Error {
  override readonly name = 'LostBatchError';
}
