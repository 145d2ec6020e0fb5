import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { ResultsFileError } from './results-file-error.ts';

/** Who works on a results file. */
interface Holder {
  readonly pid: number;
  readonly host: string;
}

/**
 * Lets one process at a time write to a results file: a file beside it says which. What a process left behind that is no more,
 * on this machine, is taken over.
 */
export class ResultsLock {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  /** @throws ResultsFileError when another process has it. */
  static take(resultsPath: string): ResultsLock {
    const path = `${resultsPath}.lock`;
    const own: Holder = { pid: process.pid, host: hostname() };
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(own));
    try {
      // A link is there with its content, or not at all.
      while (!linkIfFree(draft, path)) removeStale(resultsPath, path);
      return new ResultsLock(path);
    } finally {
      rmSync(draft);
    }
  }

  release(): void {
    rmSync(this.#path, { force: true });
  }
}

function linkIfFree(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes what a dead process left. Two that find the same may not remove the lock that one of them has taken since. */
function removeStale(resultsPath: string, path: string): void {
  const found = readIfThere(path);
  if (found === undefined) return;
  const holder = parseHolder(found);
  if (holder === undefined || holder.host !== hostname() || isAlive(holder.pid)) {
    const who = holder === undefined ? 'another process' : `process ${holder.pid} on ${holder.host}`;
    throw new ResultsFileError(
      resultsPath,
      `${who} is at work on it; wait for its end, or give another --out. If there is no such process, remove ${path}.`,
    );
  }
  const aside = `${path}.${process.pid}.stale`;
  if (!renameIfThere(path, aside)) return;
  if (readIfThere(aside) === found) rmSync(aside);
  else renameSync(aside, path);
}

function parseHolder(text: string): Holder | undefined {
  try {
    const { pid, host } = JSON.parse(text) as Partial<Holder>;
    return typeof pid === 'number' && typeof host === 'string' ? { pid, host } : undefined;
  } catch {
    return undefined;
  }
}

function renameIfThere(path: string, to: string): boolean {
  try {
    renameSync(path, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // One of another user is alive, too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
