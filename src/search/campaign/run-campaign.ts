import { type Engine, LostBatchError } from '../engine/engine.ts';
import type { PlanRequest } from '../plan.ts';
import type { RunOutcome } from '../run-batch.ts';

/** How a campaign is run. */
export interface RunOptions {
  readonly engine: Engine;
  /** Ends the campaign early: what was begun is finished and handed over. */
  readonly signal: AbortSignal;
  /** Gets each outcome as soon as it is known. */
  readonly onOutcome: (outcome: RunOutcome) => void;
}

/** Runs requests on an engine, as many batches at once as keep it busy, until all are done or the signal is aborted. */
export async function runCampaign(requests: Iterable<PlanRequest>, options: RunOptions): Promise<void> {
  const { engine, signal } = options;
  const batches = cutIntoBatches(requests, engine.batchRuns);
  const fault = new AbortController();
  const either = AbortSignal.any([signal, fault.signal]);
  const drain = async (): Promise<void> => {
    for (const batch of batches) {
      await performBatch(batch, { ...options, signal: either });
      if (either.aborted) return;
    }
  };
  const lanes = Array.from({ length: engine.width }, () =>
    drain().catch((error: unknown) => {
      fault.abort(error);
    }),
  );
  await Promise.all(lanes);
  if (fault.signal.aborted) throw fault.signal.reason;
}

/** A batch that killed its worker is tried again run by run; a run that does so alone is broken. */
async function performBatch(batch: readonly PlanRequest[], options: RunOptions): Promise<void> {
  const { engine, signal, onOutcome } = options;
  if (signal.aborted) return;
  try {
    for (const outcome of await engine.perform(batch, signal)) onOutcome(outcome);
  } catch (error) {
    if (!(error instanceof LostBatchError)) throw error;
    const [request, ...others] = batch;
    if (request === undefined) return;
    if (others.length === 0) onOutcome({ broken: { request, message: error.message } });
    else for (const one of batch) await performBatch([one], options);
  }
}

/** All lanes draw from the one generator, so each batch is handed out once. */
function* cutIntoBatches(requests: Iterable<PlanRequest>, size: number): Generator<readonly PlanRequest[]> {
  let batch: PlanRequest[] = [];
  for (const request of requests) {
    batch.push(request);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
