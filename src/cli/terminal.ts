/** Where a command writes, and how it hears that the user wants it to end. */
export interface Terminal {
  /** Standard output: results, and nothing else. */
  readonly out: (text: string) => void;
  /** Standard error: progress, notes and errors. */
  readonly err: (text: string) => void;
  /** Whether somebody watches standard error. */
  readonly isWatched: boolean;
  /** Aborted by Ctrl-C, and by SIGTERM. */
  readonly signal: AbortSignal;
}

/**
 * The terminal of the process. Ctrl-C ends a command at once, unless it has asked for the signal, to end in good order; a second
 * Ctrl-C, or a second SIGTERM, ends that one at once too.
 */
export function processTerminal(): Terminal {
  let asked: AbortSignal | undefined;
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    isWatched: process.stderr.isTTY,
    get signal() {
      return (asked ??= listen());
    },
  };
}

function listen(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => {
      controller.abort();
    });
  return controller.signal;
}
