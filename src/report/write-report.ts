import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ALL_SYSTEMS, SYSTEMS } from '../models/registry.ts';
import type { RunResult } from '../search/run-result.ts';
import type { FailureCase } from './failure-case.ts';
import type { Measured } from './measured.ts';
import { renderReport } from './render-report.ts';

/**
 * Writes a report into a directory, which is made where it is missing: `index.html`, a page a system, a page a failing
 * case. Each file is self-contained and appears whole or not at all; the index is written last.
 *
 * @returns the path of the index.
 * @throws the error of the file system when the directory can't be written to.
 */
export async function writeReport(
  directory: string,
  results: readonly RunResult[],
  failures: readonly FailureCase[],
  measured: Measured = {},
): Promise<{ readonly index: string }> {
  await mkdir(directory, { recursive: true });
  const shown = ALL_SYSTEMS.filter(
    (system) => SYSTEMS.includes(system) || results.some((run) => run.system === system.name),
  );
  for (const { file, html } of renderReport(shown, results, failures, measured))
    await writePage(join(directory, file), html);
  return { index: join(directory, 'index.html') };
}

/** Writes to a temporary name first, so that nobody ever reads half a page. */
async function writePage(file: string, text: string): Promise<void> {
  const partial = `${file}.${process.pid}.partial`;
  try {
    await writeFile(partial, text);
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
