import { spawn } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Job, Ran } from './job.ts';
import type { Surroundings } from './surroundings.ts';

const ENTRY: string = fileURLToPath(new URL(`./job-process${extname(import.meta.url)}`, import.meta.url));

/**
 * Runs a job in a fresh process and returns how its plans went, in the order of its requests.
 *
 * @throws Error when the process fails as a whole, with what it wrote to standard error.
 */
export function spawnJob(
  job: Omit<Job, 'isBackwards'>,
  { environment, flags, isBackwards }: Surroundings,
  node: string,
  nodeFlags: readonly string[],
): Promise<readonly Ran[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [...nodeFlags, ...flags, ENTRY], { env: { ...process.env, ...environment } });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(parseLines(Buffer.concat(out).toString()));
      else reject(new Error(`a process that was to run plans ended with ${code}: ${Buffer.concat(err).toString()}`));
    });
    // A process that ends at once closes its input: what it wrote to standard error says why.
    child.stdin.on('error', () => undefined);
    child.stdin.end(JSON.stringify({ ...job, isBackwards } satisfies Job));
  });
}

function parseLines(text: string): readonly Ran[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Ran).sort((a, b) => a.nth - b.nth);
}
