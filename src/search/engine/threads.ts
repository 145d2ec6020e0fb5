import { setFlagsFromString } from 'node:v8';
import { Piscina } from 'piscina';
import type { PlanRequest } from '../plan.ts';
import type { RunOutcome } from '../run-batch.ts';
import { type Engine, LostBatchError } from './engine.ts';

/** One batch that a thread works on, and one that waits beside it: so no thread is idle while a result is taken. */
const BATCHES_A_THREAD = 2;

/** Hardly anything outlives its run: with room for several runs, collecting garbage seldom finds anything alive. */
const YOUNG_GENERATION_MB = 64;

const WORKER: URL = new URL('../batch-worker.js', import.meta.url);

type Pool = Piscina<readonly PlanRequest[], readonly RunOutcome[]>;

/**
 * Runs batches on threads of this process, each run a batch of its own: at tens of milliseconds a run, handing it over
 * costs nothing beside, and its result is there as soon as it is known. `worker` is the module that threads run.
 *
 * For the whole process, young objects are collected by the thread that made them alone: where every core has a thread, its
 * helpers would only wait for each other, at up to a fifth of the CPU time.
 */
export function threadEngine(threads: number, worker: URL = WORKER): Engine {
  setFlagsFromString('--no-parallel-scavenge');
  const pool = startPool(worker, threads, BATCHES_A_THREAD);
  let solitary: Pool | undefined;
  return {
    width: threads * BATCHES_A_THREAD,
    batchRuns: 1,
    perform: async (batch) => {
      try {
        return await pool.run(batch);
      } catch {
        // The thread may have died of the batch beside it, so this one is tried again where there is none.
        solitary ??= startPool(worker, 1, 1);
        return performAlone(solitary, batch);
      }
    },
    close: async () => {
      await Promise.all([pool.close(), solitary?.close()]);
    },
  };
}

function startPool(worker: URL, threads: number, concurrentTasksPerWorker: number): Pool {
  return new Piscina<readonly PlanRequest[], readonly RunOutcome[]>({
    filename: worker.href,
    minThreads: threads,
    maxThreads: threads,
    concurrentTasksPerWorker,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
  });
}

async function performAlone(pool: Pool, batch: readonly PlanRequest[]): Promise<readonly RunOutcome[]> {
  try {
    return await pool.run(batch);
  } catch (error) {
    throw new LostBatchError(`a worker thread died: ${error instanceof Error ? error.message : String(error)}`);
  }
}
