import type { Job, Worker } from 'bullmq';
import { resultVersion } from '../../code-version.ts';
import type { Engine } from '../engine.ts';
import { type BatchJob, type BatchResult, LOCK_MILLIS, MOST_STALLS, QUEUE_NAME, STALLED_CHECK_MILLIS } from './job.ts';
import { loadBullmq } from './load-bullmq.ts';
import { EngineError } from './redis-url.ts';

/** How a worker works. */
export interface ServeOptions {
  readonly url: URL;
  /** What the runs are done on: threads of this process, so that it can tell Redis that it is alive while they work. */
  readonly engine: Engine;
  /** Ends it: jobs under way are finished. */
  readonly signal: AbortSignal;
  readonly onReady: () => void;
  readonly onTrouble: (text: string) => void;
}

/**
 * Does the jobs of campaigns until it is told to end, and returns how many runs it did.
 *
 * @throws EngineError when a campaign is of other code: its job goes back to the queue, for workers that have that code.
 */
export async function serve({ url, engine, signal, onReady, onTrouble }: ServeOptions): Promise<number> {
  const { bullmq, connection } = await loadBullmq(url, onTrouble);
  let runs = 0;
  const refusal = new AbortController();
  const perform = async (job: Job<BatchJob, BatchResult>, token?: string): Promise<BatchResult> => {
    const { codeVersion, requests } = job.data;
    if (codeVersion !== resultVersion()) {
      refusal.abort(strangerError(codeVersion));
      // No further job may be fetched before this one is back in the queue: it would be the same one.
      await worker.pause(true);
      await job.moveToWait(token);
      throw new bullmq.WaitingError();
    }
    const outcomes = await engine.perform(requests, signal);
    runs += outcomes.length;
    return outcomes;
  };
  const worker: Worker<BatchJob, BatchResult> = new bullmq.Worker(QUEUE_NAME, perform, {
    connection,
    concurrency: engine.width,
    lockDuration: LOCK_MILLIS,
    stalledInterval: STALLED_CHECK_MILLIS,
    maxStalledCount: MOST_STALLS,
  });
  worker.on('error', (error) => {
    onTrouble(error.message);
  });
  await worker.waitUntilReady();
  onReady();
  await aborted(AbortSignal.any([signal, refusal.signal]));
  await worker.close();
  connection.disconnect();
  if (refusal.signal.aborted) throw refusal.signal.reason;
  return runs;
}

function strangerError(codeVersion: string): EngineError {
  return new EngineError(
    `a campaign asks for code version ${codeVersion}, and this worker has ${resultVersion()}: results would not be the same. The job went back; install the same version on all machines.`,
  );
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}
