import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { ConflictingResultsError, ResultsFileError } from './results-file-error.ts';
import type { ResultsFile } from './results-file.ts';

/**
 * Writes one results file out of several of the same campaign, in the order of runs: equal results make equal files,
 * whatever parts they came in. A run that is in several must have the same result in all.
 *
 * @throws ResultsFileError for files of different campaigns or code, ConflictingResultsError.
 */
export function mergeResults(parts: readonly [ResultsFile, ...ResultsFile[]], path: string): void {
  const [{ head }] = parts;
  for (const part of parts) refuseStranger(parts[0], part);
  const numbers = new Set(parts.flatMap((part) => [...part.written()]));
  const partial = `${path}.${process.pid}.partial`;
  try {
    const file = openSync(partial, 'w');
    writeSync(file, `${JSON.stringify({ ...head, shard: null })}\n`);
    for (const number of [...numbers].sort((a, b) => a - b)) writeSync(file, `${agreedText(parts, number)}\n`);
    closeSync(file);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

/** The text that all files which have the run agree on. */
function agreedText(parts: readonly ResultsFile[], number: number): string {
  const having = parts.filter((part) => part.has(number));
  const [text = '', ...others] = having.map((part) => part.textOf(number));
  const other = others.findIndex((candidate) => candidate !== text);
  if (other === -1) return text;
  throw new ConflictingResultsError(
    `${having[0]?.path} and ${having[other + 1]?.path} have different results of the same run: ${text.slice(0, 200)}…`,
  );
}

function refuseStranger(first: ResultsFile, part: ResultsFile): void {
  if (part.head.codeVersion !== first.head.codeVersion)
    throw new ResultsFileError(
      part.path,
      `its results are of code version ${part.head.codeVersion}, those of ${first.path} of ${first.head.codeVersion}; they can't be merged.`,
    );
  if (campaignText(part) !== campaignText(first))
    throw new ResultsFileError(part.path, `its campaign is another than that of ${first.path}.`);
}

function campaignText({ head: { settings, seeds, canary } }: ResultsFile): string {
  return JSON.stringify([settings, seeds, canary]);
}
