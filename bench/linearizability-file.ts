import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Columns } from '../src/history/columns.ts';
import { generate, registers } from './linearizability-histories.ts';

const TYPES = ['invoke', 'ok', 'fail', 'info'];
const LINES_AT_ONCE = 10_000;
const COMMAND = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
/** Tells at the end what the process used. */
const TELL = `data:text/javascript,process.on('exit', () => console.error(JSON.stringify(process.resourceUsage())))`;

/** Writes a history as JSONL. */
export function writeJsonl(path: string, columns: Columns): void {
  const file = openSync(path, 'w');
  let lines: string[] = [];
  const flush = (): void => {
    writeSync(file, lines.join(''));
    lines = [];
  };
  for (let row = 0; row < columns.length; row++) {
    const process = columns.clients[columns.process[row]!]!;
    const type = TYPES[columns.type[row]!]!;
    const f = columns.fNames[columns.f[row]!]!;
    const value = columns.values[columns.value[row]!];
    lines.push(`${JSON.stringify({ index: row, time: row * 1_000, process, type, f, value })}\n`);
    if (lines.length === LINES_AT_ONCE) flush();
  }
  flush();
  closeSync(file);
}

/** What a process used. */
export interface Used {
  readonly cpuMs: number;
  readonly wallMs: number;
  /** At most at a time. */
  readonly mebibytes: number;
  readonly verdict: string;
}

/** What `capcheck check` uses for a file, parsing included. */
export function checkByCommand(path: string, spec: string): Used {
  const started = performance.now();
  const options = ['--import', TELL, COMMAND, 'check', path, '--spec', spec];
  const { stdout, stderr } = spawnSync(process.execPath, options, { encoding: 'utf8' });
  const wallMs = performance.now() - started;
  const used = JSON.parse(stderr.trim().split('\n').at(-1)!) as NodeJS.ResourceUsage;
  const verdict = /\b(holds|violated|unknown)\b/.exec(stdout)?.[1] ?? `no verdict: ${stderr}`;
  return {
    cpuMs: (used.userCPUTime + used.systemCPUTime) / 1000,
    wallMs,
    mebibytes: Math.round(used.maxRSS / 1024),
    verdict,
  };
}

/** What it uses for a million operations of 50 clients. */
export function measureFile(): Used {
  const directory = mkdtempSync(join(tmpdir(), 'capcheck-bench-'));
  try {
    const path = join(directory, 'history.jsonl');
    writeJsonl(path, generate({ operations: 1_000_000, clients: 50, seed: 1 }, registers()));
    return checkByCommand(path, 'register');
  } finally {
    rmSync(directory, { recursive: true });
  }
}
