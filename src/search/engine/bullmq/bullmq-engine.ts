import type { Job, Queue, QueueEvents } from 'bullmq';
import type { PlanRequest } from '../../plan.ts';
import type { RunOutcome } from '../../run-batch.ts';
import { type Engine, LostBatchError } from '../engine.ts';
import { type BatchJob, type BatchResult, jobId, jobOf, QUEUE_NAME } from './job.ts';
import { loadBullmq } from './load-bullmq.ts';

/** About a second of work or more, so that Redis is asked seldom. */
const BATCH_RUNS = 8;

/** Enough for some hundred threads, few enough that the results that wait in Redis stay small. */
const WIDTH = 256;

/** How long to rely on Redis telling of the end of a job before looking for it, in milliseconds. */
const PATIENCE_MILLIS = 10_000;

/** Redis keeps so many events; each has the result of a job. */
const EVENTS_KEPT = 1000;

type BatchQueue = Queue<BatchJob, BatchResult>;

/**
 * Runs batches on whatever workers are at a Redis. Jobs are named by their content: one that is asked for again, after a
 * campaign was resumed or Redis has lost it, is done once, or its result is there already.
 *
 * @throws EngineError when the packages are not installed, or no Redis answers.
 */
export async function bullmqEngine(url: URL, onTrouble: (text: string) => void): Promise<Engine> {
  const { bullmq, connection } = await loadBullmq(url, onTrouble);
  const queue: BatchQueue = new bullmq.Queue(QUEUE_NAME, {
    connection,
    streams: { events: { maxLen: EVENTS_KEPT } },
  });
  const events = new bullmq.QueueEvents(QUEUE_NAME, { connection });
  // The connection tells of its troubles itself.
  queue.on('error', () => undefined);
  events.on('error', () => undefined);
  // Each batch that is waited for listens.
  queue.setMaxListeners(0);
  await events.waitUntilReady();
  const watch = new WorkerWatch(queue, onTrouble);
  return {
    width: WIDTH,
    batchRuns: BATCH_RUNS,
    perform: (batch, signal) => performJob(batch, signal, queue, events),
    close: async () => {
      watch.stop();
      await events.close();
      await queue.close();
      connection.disconnect();
    },
  };
}

async function performJob(
  requests: readonly PlanRequest[],
  signal: AbortSignal,
  queue: BatchQueue,
  events: QueueEvents,
): Promise<readonly RunOutcome[]> {
  const data = jobOf(requests);
  for (;;) {
    // A name that is known already adds nothing; one that Redis has lost is added again.
    const job = await queue.add('batch', data, { jobId: jobId(data), removeOnFail: false });
    const withdrawal = withdrawOn(signal, job);
    const outcome = await Promise.race([waitFor(job, events), withdrawal.done]);
    withdrawal.forget();
    if (outcome === undefined) continue;
    await job.remove().catch(() => undefined);
    if ('lost' in outcome) throw new LostBatchError(outcome.lost);
    return outcome.result;
  }
}

type JobOutcome = { readonly result: BatchResult } | { readonly lost: string };

/** The end of a job; undefined when it isn't known after a while, which may be because the news of it was missed. */
async function waitFor(job: Job<BatchJob, BatchResult>, events: QueueEvents): Promise<JobOutcome | undefined> {
  try {
    return { result: await job.waitUntilFinished(events, PATIENCE_MILLIS) };
  } catch (error) {
    if (!(await job.isFailed())) return undefined;
    return { lost: error instanceof Error ? error.message : String(error) };
  }
}

/** Takes a job back that nobody has begun when the campaign is to end; one that is being worked on stays. */
function withdrawOn(
  signal: AbortSignal,
  job: Job<BatchJob, BatchResult>,
): { readonly done: Promise<JobOutcome>; readonly forget: () => void } {
  const { promise: done, resolve } = withResolvers<JobOutcome>();
  const withdraw = async (): Promise<void> => {
    const isRemoved = await job.remove().then(
      () => true,
      () => false,
    );
    if (isRemoved) resolve({ result: [] });
  };
  const onAbort = (): void => void withdraw();
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  return {
    done,
    forget: () => {
      signal.removeEventListener('abort', onAbort);
    },
  };
}

/** As `Promise.withResolvers`, which came with Node 22. */
function withResolvers<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** Says so when there is nobody to do the work. */
class WorkerWatch {
  readonly #timer: NodeJS.Timeout;
  #isTold = false;

  constructor(queue: BatchQueue, onTrouble: (text: string) => void) {
    this.#timer = setInterval(() => void this.#look(queue, onTrouble), PATIENCE_MILLIS);
    this.#timer.unref();
  }

  async #look(queue: BatchQueue, onTrouble: (text: string) => void): Promise<void> {
    const workers = await queue.getWorkersCount().catch(() => undefined);
    if (workers === 0 && !this.#isTold)
      onTrouble('no worker is connected; start some with: npx capcheck worker --engine redis://…');
    this.#isTold = workers === 0;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
