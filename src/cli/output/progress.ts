import cliProgress from 'cli-progress';
import type { Terminal } from '../terminal.ts';

/** Tells how far a campaign has come, on standard error. */
export interface Progress {
  /** So many runs more are finished, of which so many failed. */
  advance(runs: number, failed: number): void;
  stop(): void;
}

const LINES = 10;

/** A bar where somebody watches; elsewhere a line when the first runs are done, and each tenth of the way. */
export function startProgress(terminal: Terminal, total: number): Progress {
  return terminal.isWatched ? new Bar(total) : new Lines(terminal, total);
}

class Bar implements Progress {
  readonly #bar: cliProgress.SingleBar;
  #failed = 0;

  constructor(total: number) {
    const format = ' {bar} {value}/{total} runs, {failed} failed, {eta_formatted} left';
    this.#bar = new cliProgress.SingleBar({ format, hideCursor: true, clearOnComplete: true, stream: process.stderr });
    this.#bar.start(total, 0, { failed: 0 });
  }

  advance(runs: number, failed: number): void {
    this.#failed += failed;
    this.#bar.increment(runs, { failed: this.#failed });
  }

  stop(): void {
    this.#bar.stop();
  }
}

class Lines implements Progress {
  readonly #terminal: Terminal;
  readonly #total: number;
  #finished = 0;
  #failed = 0;

  constructor(terminal: Terminal, total: number) {
    this.#terminal = terminal;
    this.#total = total;
  }

  advance(runs: number, failed: number): void {
    const isFirst = this.#finished === 0;
    const before = Math.floor((this.#finished * LINES) / this.#total);
    this.#finished += runs;
    this.#failed += failed;
    if (!isFirst && Math.floor((this.#finished * LINES) / this.#total) === before) return;
    this.#terminal.err(`${this.#finished} of ${this.#total} runs, ${this.#failed} failed\n`);
  }

  stop(): void {}
}
