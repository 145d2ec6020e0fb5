import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatHistoryLine, type ModelHistory } from './history-line.ts';

/** What Porcupine says of one history. */
export interface PeerVerdict {
  readonly id: string;
  readonly result: 'Ok' | 'Illegal' | 'Unknown';
  /** Shortest time of a check, in microseconds. */
  readonly checkMicros: number;
  /** Medians of all checks: wall-clock time, and processor time of all threads. */
  readonly wallMicros: number;
  readonly cpuMicros: number;
}

/** A history as text that comes in pieces, for one may be longer than the longest string. */
export interface PeerHistory {
  readonly id: string;
  readonly lines: Iterable<string>;
}

export interface PeerOptions {
  /** How often each history is checked. */
  readonly repeat: number;
  /** No check takes longer; its verdict is then `Unknown`. */
  readonly timeoutSeconds: number;
}

/**
 * Builds the Go program and lets it check all histories; the verdicts are in the order of the histories.
 *
 * @param repeat how often each history is checked
 * @throws Error when the program cannot be built, or does not answer for every history
 */
export function checkWithPorcupine(histories: ReadonlyMap<string, ModelHistory>, repeat = 1): PeerVerdict[] {
  const lines = [...histories].map(([id, history]) => ({ id, lines: [formatHistoryLine(id, history), '\n'] }));
  return runPorcupine(lines, { repeat, timeoutSeconds: 60 });
}

/** `checkWithPorcupine` for histories in the Go program's own form. */
export function runPorcupine(histories: readonly PeerHistory[], options: PeerOptions): PeerVerdict[] {
  const directory = mkdtempSync(join(tmpdir(), 'porcupine-peer-'));
  try {
    const program = join(directory, 'porcupine-peer');
    run(GO, ['build', '-o', program, '.'], 'ignore');
    const path = join(directory, 'histories');
    writePieces(path, histories);
    const input = openSync(path, 'r');
    const limits = ['-repeat', String(options.repeat), '-timeout', `${options.timeoutSeconds}s`];
    const answers = run(program, limits, input).trim().split('\n');
    closeSync(input);
    if (answers.length !== histories.length)
      throw new Error(`${histories.length} histories, but ${answers.length} verdicts`);
    return answers.map((answer) => JSON.parse(answer) as PeerVerdict);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const GO = 'go';

/** Whether there is a `go` here to build the program with. */
export function canRunGo(): boolean {
  return spawnSync(GO, ['version']).status === 0;
}

const PIECES_AT_ONCE = 10_000;

function writePieces(path: string, histories: readonly PeerHistory[]): void {
  const file = openSync(path, 'w');
  let pieces: string[] = [];
  const flush = (): void => {
    writeSync(file, pieces.join(''));
    pieces = [];
  };
  for (const { lines } of histories) for (const line of lines) if (pieces.push(line) === PIECES_AT_ONCE) flush();
  flush();
  closeSync(file);
}

function run(command: string, options: readonly string[], input: number | 'ignore'): string {
  const { status, stdout, stderr, error } = spawnSync(command, options, {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    stdio: [input, 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${options.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}
