import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ResultsFile } from '../search/campaign/results-file.ts';
import { resultVersion } from '../search/code-version.ts';
import { UsageError } from './usage-error.ts';

/** The results file in a folder. */
export function resultsPath(directory: string): string {
  return join(directory, 'campaign.jsonl');
}

/** The results file that a user means by its own path or by that of its folder. */
export function findResults(given: string): string {
  return existsSync(given) && statSync(given).isDirectory() ? resultsPath(given) : given;
}

/**
 * Opens results that this code can go on with: it must be the code that they are of.
 *
 * @throws UsageError when other code made them, ResultsFileError for what is no results file.
 */
export function openResults(path: string): ResultsFile {
  return ofThisCode(ResultsFile.open(path));
}

/** Opens results to read them. @throws as `openResults`. */
export function readResultsFile(path: string): ResultsFile {
  return ofThisCode(ResultsFile.read(path));
}

function ofThisCode(file: ResultsFile): ResultsFile {
  if (file.head.codeVersion === resultVersion()) return file;
  file.close();
  throw new UsageError(
    `${file.path} has results of code version ${file.head.codeVersion}, and this is ${resultVersion()}: runs may go another way. Begin anew with another --out.`,
  );
}
