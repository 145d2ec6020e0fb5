import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProcess } from '../run-process.ts';
import type { Job, Ran } from './job.ts';
import type { Surroundings } from './surroundings.ts';

const ENTRY: string = fileURLToPath(new URL(`./job-process${extname(import.meta.url)}`, import.meta.url));

/**
 * Runs a job in a fresh process and returns how its plans went, in the order of its requests.
 *
 * @throws Error when the process fails as a whole, with what it wrote to standard error.
 */
export async function spawnJob(
  job: Omit<Job, 'isBackwards'>,
  { environment, flags, isBackwards }: Surroundings,
  node: string,
  nodeFlags: readonly string[],
): Promise<readonly Ran[]> {
  const { code, out, err } = await runProcess(node, [...nodeFlags, ...flags, ENTRY], {
    environment,
    input: JSON.stringify({ ...job, isBackwards } satisfies Job),
  });
  if (code !== 0) throw new Error(`a process that was to run plans ended with ${code}: ${err}`);
  return parseLines(out);
}

function parseLines(text: string): readonly Ran[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Ran).sort((a, b) => a.nth - b.nth);
}
