import { runCli } from '../../src/cli/run-cli.ts';
import type { Terminal } from '../../src/cli/terminal.ts';

/** Runs a command line in this process: its exit code, and what it wrote. */
export async function runCliHere(
  ...argv: readonly string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  let out = '';
  let err = '';
  const terminal: Terminal = {
    out: (text) => (out += text),
    err: (text) => (err += text),
    isWatched: false,
    signal: new AbortController().signal,
  };
  const code = await runCli(argv, terminal);
  return { code, out, err };
}
