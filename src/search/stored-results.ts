import { readFileSync } from 'node:fs';
import { CaseError } from './case-error.ts';
import type { RunResult } from './run-result.ts';
import { writeWhole } from './write-whole.ts';

/** Name of the file beside a report. */
export const RESULTS_FILE = 'results.jsonl';

/** A line of stored results; a campaign's file also has a head, and runs that broke. */
interface StoredLine extends RunResult {
  readonly kind: 'result' | 'campaign' | 'broken';
}

/** What is kept of all runs of a campaign, beside its report, so that the report can be made again: one result a line. */
export function writeResults(path: string, results: readonly RunResult[]): void {
  writeWhole(path, results.map((result) => `${JSON.stringify({ kind: 'result', ...result })}\n`).join(''));
}

/**
 * Reads what `writeResults` wrote, or the results file of a campaign.
 *
 * @throws CaseError for a line that is no result; it names file and line.
 */
export function readResults(path: string): readonly RunResult[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, nth) => (line === '' ? [] : parseResult(path, line, nth + 1)));
}

function parseResult(path: string, line: string, number: number): readonly RunResult[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    throw new CaseError(path, `line ${number} is no JSON; expected the result of a run.`);
  }
  const { kind, ...result } = (typeof parsed === 'object' && parsed !== null ? parsed : {}) as Partial<StoredLine>;
  if (kind === 'campaign' || kind === 'broken') return [];
  if (kind === 'result' && isResult(result)) return [result];
  throw new CaseError(path, `line ${number} is no result of a run: it needs system, seed and judgement.`);
}

function isResult(result: Partial<RunResult>): result is RunResult {
  return result.system !== undefined && result.judgement !== undefined && result.seed !== undefined;
}
