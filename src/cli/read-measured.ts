import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measured } from '../report/measured.ts';
import { UsageError } from './usage-error.ts';

/** Files of a report's folder, as `capcheck recall --json` and `capcheck boundary --json` print them. */
const RECALL_FILE = 'recall.json';
const BOUNDARY_FILE = 'boundary.json';
export const MEASURED_FILES: readonly string[] = [RECALL_FILE, BOUNDARY_FILE];

/**
 * Reads what else was measured from the folder of a report, where somebody has put it there.
 *
 * @throws UsageError for a file that is something else; it says which, and what was expected.
 */
export function readMeasured(directory: string): Pick<Measured, 'recall' | 'boundary'> {
  const recall = readJson(join(directory, RECALL_FILE));
  const boundary = readJson(join(directory, BOUNDARY_FILE));
  return {
    ...(recall === undefined ? {} : { recall: expectRecall(join(directory, RECALL_FILE), recall) }),
    ...(boundary === undefined ? {} : { boundary: expectBoundary(join(directory, BOUNDARY_FILE), boundary) }),
  };
}

function readJson(path: string): unknown {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch {
    throw new UsageError(`${path} is no JSON; write it anew, or take it away.`);
  }
}

function expectRecall(path: string, found: unknown): NonNullable<Measured['recall']> {
  if (typeof found === 'object' && found !== null && 'format' in found && found.format === 'capcheck-recall/1')
    return found as unknown as NonNullable<Measured['recall']>;
  throw new UsageError(
    `${path} is not what \`capcheck recall --json\` prints: its "format" must be "capcheck-recall/1".`,
  );
}

function expectBoundary(path: string, found: unknown): NonNullable<Measured['boundary']> {
  if (Array.isArray(found) && found.every(isBoundaryRow)) return found as NonNullable<Measured['boundary']>;
  throw new UsageError(
    `${path} is not what \`capcheck boundary --json\` prints: a list of rows with system, fault, description, expected, runs and violated.`,
  );
}

function isBoundaryRow(row: unknown): boolean {
  return (
    typeof row === 'object' &&
    row !== null &&
    ['system', 'fault', 'description', 'expected', 'runs'].every((name) => name in row) &&
    'violated' in row &&
    typeof row.violated === 'object'
  );
}
