import { Piscina } from 'piscina';
import type { PlanRequest } from '../plan.ts';
import type { RunOutcome } from '../run-batch.ts';
import { type Engine, LostBatchError } from './engine.ts';

/**
 * Runs batches on threads of this process, each run a batch of its own: at tens of milliseconds a run, handing it over
 * costs nothing beside, and its result is there as soon as it is known.
 */
export function threadEngine(threads: number): Engine {
  const pool = new Piscina<readonly PlanRequest[], readonly RunOutcome[]>({
    filename: new URL('../batch-worker.js', import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
  });
  return {
    width: threads,
    batchRuns: 1,
    perform: async (batch) => {
      try {
        return await pool.run(batch);
      } catch (error) {
        throw new LostBatchError(`a worker thread died: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
    close: () => pool.close(),
  };
}
