import { spawn } from 'node:child_process';

/** A process that has ended. */
export interface EndedProcess {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface ProcessOptions {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** What it reads from standard input. */
  readonly input?: string;
}

/**
 * Runs a program until it ends.
 *
 * @throws Error when it can't be started
 */
export function runProcess(
  program: string,
  args: readonly string[],
  { environment, input }: ProcessOptions = {},
): Promise<EndedProcess> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: { ...process.env, ...environment } });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() });
    });
    // A process that ends at once closes its input: what it wrote to standard error says why.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
