import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The first line of the results in a folder, and the others in an order that doesn't depend on when they were written. */
export function readResults(directory: string): { readonly head: string; readonly lines: readonly string[] } {
  const [head = '', ...lines] = readFileSync(join(directory, 'campaign.jsonl'), 'utf8').trimEnd().split('\n');
  return { head, lines: lines.sort() };
}
