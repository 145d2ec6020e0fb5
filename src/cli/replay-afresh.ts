import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProcess } from '../search/run-process.ts';
import type { Signature } from '../search/shrink/signature.ts';
import type { ReplayDocument } from './replay-document.ts';

const ENTRY: string = fileURLToPath(new URL(`./main${extname(import.meta.url)}`, import.meta.url));

/**
 * Replays a case in a process of its own, and says whether it is the same run, failing in the same way.
 *
 * @throws Error when the process can't be started, or ends without a document, with what it wrote to standard error.
 */
export async function failsAlikeAfresh(path: string, signature: Signature): Promise<boolean> {
  const { code, out, err } = await runProcess(process.execPath, [...process.execArgv, ENTRY, 'replay', path, '--json']);
  if (out === '') throw new Error(`the replay of ${path} ended with ${code}: ${err}`);
  return isAlike(JSON.parse(out) as ReplayDocument, signature);
}

function isAlike({ isSameRun, results: [result] }: ReplayDocument, { guarantee, kind }: Signature): boolean {
  const anomalies = result?.guarantees.find(({ name }) => name === guarantee)?.anomalies ?? [];
  return isSameRun && anomalies.some((anomaly) => anomaly.kind === kind);
}
