import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A command of the built program that is running. */
export interface BuiltProcess {
  readonly child: ChildProcess;
  /** All that it has written to standard error. */
  readonly err: () => string;
  /** Until standard error has a text. Rejects when the process ends before. */
  readonly says: (text: string) => Promise<void>;
  /** Its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** The command line of this work tree, built. */
export const BUILT_MAIN: string = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));

/** Starts a command of the built program, or of another installation of it. */
export function startBuilt(args: readonly string[], cwd: string, main: string = BUILT_MAIN): BuiltProcess {
  const child = spawn(process.execPath, [main, ...args], { cwd, env: { ...process.env, NO_COLOR: '1' } });
  let err = '';
  let listen = (): void => undefined;
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
    listen();
  });
  child.stdout.resume();
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  return {
    child,
    err: () => err,
    says: (text) =>
      new Promise((resolve, reject) => {
        listen = () => {
          if (err.includes(text)) resolve();
        };
        listen();
        child.on('close', () => {
          reject(new Error(`it ended without saying "${text}": ${err}`));
        });
      }),
    ended,
  };
}
