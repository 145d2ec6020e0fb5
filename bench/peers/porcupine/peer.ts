import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
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
}

/**
 * Builds the Go program and lets it check all histories; the verdicts are in the order of the histories.
 *
 * @param repeat how often each history is checked
 * @throws Error when the program cannot be built, or does not answer for every history
 */
export function checkWithPorcupine(histories: ReadonlyMap<string, ModelHistory>, repeat = 1): PeerVerdict[] {
  const directory = mkdtempSync(join(tmpdir(), 'porcupine-peer-'));
  try {
    const program = join(directory, 'porcupine-peer');
    run('go', ['build', '-o', program, '.'], '');
    const lines = [...histories].map(([id, history]) => formatHistoryLine(id, history)).join('\n');
    const answers = run(program, ['-repeat', String(repeat)], lines)
      .trim()
      .split('\n');
    if (answers.length !== histories.size)
      throw new Error(`${histories.size} histories, but ${answers.length} verdicts`);
    return answers.map((answer) => JSON.parse(answer) as PeerVerdict);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function run(command: string, options: string[], input: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, options, {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${options.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}
