import { Piscina } from 'piscina';
import type { PlanRequest } from './plan.ts';
import { type BrokenRun, runBatch, type RunOutcome } from './run-batch.ts';
import type { RunResult } from './run-result.ts';

/** How a campaign is run. */
export interface CampaignOptions {
  /** Threads; 1 runs everything in the calling thread. */
  readonly workers: number;
  /** Ends the campaign early: what was begun is finished and kept. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (finished: readonly RunOutcome[]) => void;
}

/** What came of a campaign, in the order of its requests, whatever the timing of the threads. */
export interface Campaign {
  readonly results: readonly RunResult[];
  readonly broken: readonly BrokenRun[];
  /** Whether it ended before all requests were run. */
  readonly isInterrupted: boolean;
}

/** Runs a task: enough of them that handing them over costs little beside, and that an interruption is felt soon. */
const LARGEST_BATCH = 8;
const BATCHES_PER_WORKER = 8;

/** Runs and judges many plans, on several threads. */
export async function runCampaign(requests: readonly PlanRequest[], options: CampaignOptions): Promise<Campaign> {
  const batches = cutIntoBatches(requests, options.workers);
  const outcomes: (readonly RunOutcome[])[] = batches.map(() => []);
  const perform = options.workers > 1 ? inThreads : inPlace;
  await perform(batches, options, (at, finished) => {
    outcomes[at] = finished;
    options.onProgress?.(finished);
  });
  const all = outcomes.flat();
  return {
    results: all.flatMap((outcome) => ('result' in outcome ? [outcome.result] : [])),
    broken: all.flatMap((outcome) => ('broken' in outcome ? [outcome.broken] : [])),
    isInterrupted: all.length < requests.length,
  };
}

type Finish = (at: number, finished: readonly RunOutcome[]) => void;

async function inPlace(batches: readonly PlanRequest[][], { signal }: CampaignOptions, finish: Finish): Promise<void> {
  for (const [at, batch] of batches.entries()) {
    if (signal?.aborted === true) return;
    finish(at, runBatch(batch));
    await breathe();
  }
}

/** Lets timers and signals through between two batches. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

async function inThreads(
  batches: readonly PlanRequest[][],
  { workers, signal }: CampaignOptions,
  finish: Finish,
): Promise<void> {
  const pool = new Piscina<readonly PlanRequest[], readonly RunOutcome[]>({
    filename: new URL('./batch-worker.js', import.meta.url).href,
    minThreads: workers,
    maxThreads: workers,
  });
  let next = 0;
  const drain = async (): Promise<void> => {
    while (next < batches.length && signal?.aborted !== true) {
      const at = next++;
      finish(at, await pool.run(batches[at] ?? []));
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(workers, batches.length) }, drain));
  } finally {
    await pool.close();
  }
}

function cutIntoBatches(requests: readonly PlanRequest[], workers: number): PlanRequest[][] {
  const size = Math.max(1, Math.min(LARGEST_BATCH, Math.ceil(requests.length / (workers * BATCHES_PER_WORKER))));
  const batches: PlanRequest[][] = [];
  for (let from = 0; from < requests.length; from += size) batches.push(requests.slice(from, from + size));
  return batches;
}
