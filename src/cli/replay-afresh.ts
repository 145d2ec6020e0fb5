import { spawn } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Signature } from '../search/shrink/signature.ts';
import type { ReplayDocument } from './replay-document.ts';

const ENTRY: string = fileURLToPath(new URL(`./main${extname(import.meta.url)}`, import.meta.url));

/**
 * Replays a case in a process of its own, and says whether it is the same run, failing in the same way.
 *
 * @throws Error when the process can't be started, or ends without a document, with what it wrote to standard error.
 */
export function failsAlikeAfresh(path: string, signature: Signature): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...process.execArgv, ENTRY, 'replay', path, '--json']);
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      const text = Buffer.concat(out).toString();
      if (text === '') reject(new Error(`the replay of ${path} ended with ${code}: ${Buffer.concat(err).toString()}`));
      else resolve(isAlike(JSON.parse(text) as ReplayDocument, signature));
    });
  });
}

function isAlike({ isSameRun, results: [result] }: ReplayDocument, { guarantee, kind }: Signature): boolean {
  const anomalies = result?.guarantees.find(({ name }) => name === guarantee)?.anomalies ?? [];
  return isSameRun && anomalies.some((anomaly) => anomaly.kind === kind);
}
