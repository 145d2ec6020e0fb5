import cliProgress from 'cli-progress';
import type { Terminal } from '../terminal.ts';
import { Pace } from './pace.ts';

/** Tells how far a campaign has come, on standard error. */
export interface Progress {
  /** So many runs more are finished, of which so many failed. */
  advance(runs: number, failed: number): void;
  stop(): void;
}

const LINES = 10;

/**
 * A bar where somebody watches; elsewhere a line when the first runs are done, and each tenth of the way. `before` runs of
 * the total were done when it began.
 */
export function startProgress(terminal: Terminal, total: number, before = 0): Progress {
  return terminal.isWatched ? new Bar(total, before) : new Lines(terminal, total, before);
}

class Bar implements Progress {
  readonly #bar: cliProgress.SingleBar;
  readonly #pace: Pace;
  #failed = 0;

  constructor(total: number, before: number) {
    const format = ' {bar} {value}/{total} runs, {failed} failed, {pace}';
    this.#bar = new cliProgress.SingleBar({ format, hideCursor: true, clearOnComplete: true, stream: process.stderr });
    this.#pace = new Pace(total - before);
    this.#bar.start(total, before, { failed: 0, pace: '' });
  }

  advance(runs: number, failed: number): void {
    this.#failed += failed;
    this.#pace.advance(runs);
    this.#bar.increment(runs, { failed: this.#failed, pace: this.#pace.text() });
  }

  stop(): void {
    this.#bar.stop();
  }
}

class Lines implements Progress {
  readonly #terminal: Terminal;
  readonly #total: number;
  readonly #pace: Pace;
  #isFirst = true;
  #finished: number;
  #failed = 0;

  constructor(terminal: Terminal, total: number, before: number) {
    this.#terminal = terminal;
    this.#total = total;
    this.#finished = before;
    this.#pace = new Pace(total - before);
  }

  advance(runs: number, failed: number): void {
    const before = Math.floor((this.#finished * LINES) / this.#total);
    this.#finished += runs;
    this.#failed += failed;
    this.#pace.advance(runs);
    const isTold = this.#isFirst || Math.floor((this.#finished * LINES) / this.#total) > before;
    this.#isFirst = false;
    if (!isTold) return;
    this.#terminal.err(`${this.#finished} of ${this.#total} runs, ${this.#failed} failed, ${this.#pace.text()}\n`);
  }

  stop(): void {}
}
