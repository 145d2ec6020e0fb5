import { Piscina } from 'piscina';
import type { Columns } from '../history/columns.ts';
import type { Verdict } from '../checkers/verdict.ts';
import { type Findings, judgeColumns, verdictOn } from '../checkers/linearizability/findings.ts';
import { partitionCalls } from '../checkers/linearizability/partition.ts';
import { specOf } from '../checkers/linearizability/specs/catalog.ts';
import { joinFindings } from '../checkers/linearizability/parts/join-findings.ts';
import { type Part, partsOf } from '../checkers/linearizability/parts/part.ts';
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
  partitionCalls(columns, specOf(options.spec), options.fs);
  const parts = partsOf(columns, PARTS);
  const found =
    workers > 1
      ? await inThreads(parts, options, Math.min(workers, parts.length))
      : parts.map((part) => judgeColumns(part.columns, options));
  return verdictOn(joinFindings(parts, found), options);
}

async function inThreads(parts: readonly Part[], options: PartsOptions, workers: number): Promise<readonly Findings[]> {
  const pool = new Piscina<PartRequest, Findings>({
    filename: new URL('./part-worker.js', import.meta.url).href,
    minThreads: workers,
    maxThreads: workers,
  });
  try {
    return await Promise.all(
      parts.map(({ columns }) => pool.run({ columns, options }, { transferList: arraysOf(columns) })),
    );
  } finally {
    await pool.close();
  }
}

/** The arrays of a part move to the thread; nothing here needs them any more. */
function arraysOf({ type, process, f, value, key, time, index, pair }: Columns): ArrayBuffer[] {
  return [type, process, f, value, key, time, index, pair].map(({ buffer }) => buffer as ArrayBuffer);
}
