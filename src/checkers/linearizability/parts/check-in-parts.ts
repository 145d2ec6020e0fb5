import { Worker } from 'node:worker_threads';
import type { Columns } from '../../../history/columns.ts';
import type { Verdict } from '../../verdict.ts';
import { type Findings, judgeColumns, verdictOn } from '../findings.ts';
import { partitionCalls } from '../partition.ts';
import { specOf } from '../specs/catalog.ts';
import { joinFindings } from './join-findings.ts';
import { type Part, partsOf } from './part.ts';
import type { PartRequest, PartsOptions } from './part-request.ts';

const PARTS = 16;
/** Smaller histories are judged before a thread has started. */
const FEWEST_ROWS = 50_000;

/**
 * `checkLinearizabilityOfColumns` on several threads. A history of enough operations on more than one object comes apart into
 * parts, whatever the number of threads, and each part has the budgets for itself: so the verdict does not depend on that number.
 *
 * @throws HistoryError for an operation that the spec does not know
 */
export async function checkInParts(columns: Columns, options: PartsOptions, workers: number): Promise<Verdict> {
  if (columns.keys.length < 2 || columns.length < FEWEST_ROWS)
    return verdictOn(judgeColumns(columns, options), options);
  // What is wrong with the history is told by its own positions, not those of a part.
  partitionCalls(columns, specOf(options.spec).operations, options.fs);
  const parts = partsOf(columns, PARTS);
  const found =
    workers > 1
      ? await inThreads(parts, options, Math.min(workers, parts.length))
      : parts.map((part) => judgeColumns(part.columns, options));
  return verdictOn(joinFindings(parts, found), options);
}

async function inThreads(parts: readonly Part[], options: PartsOptions, workers: number): Promise<readonly Findings[]> {
  const found: Findings[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL('./part-worker.js', import.meta.url));
    try {
      while (next < parts.length) {
        const at = next++;
        found[at] = await ask(worker, { columns: parts[at]!.columns, options });
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return found;
}

/** Hands a part over. Its typed arrays move; nothing here needs them any more. */
function ask(worker: Worker, request: PartRequest): Promise<Findings> {
  const { type, process, f, value, key, time, index, pair } = request.columns;
  const arrays = [type, process, f, value, key, time, index, pair];
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (found: Findings) => {
      worker.off('error', reject);
      resolve(found);
    });
    worker.postMessage(
      request,
      arrays.map(({ buffer }) => buffer as ArrayBuffer),
    );
  });
}
