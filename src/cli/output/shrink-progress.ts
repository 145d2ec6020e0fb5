import { count } from '../../reporters/text/words.ts';
import { sizeOf } from '../../search/shrink/plan-size.ts';
import type { ShrinkProgress } from '../../search/shrink/shrink-plan.ts';
import { describeSize } from '../shrink-document.ts';
import type { Terminal } from '../terminal.ts';

/** Runs after which a line is due where nobody watches, though nothing was found. */
const RUNS_PER_LINE = 100;
const CLEAR_LINE = '\r\u001B[K';

/** Tells how far a search has come, on standard error. */
export interface ShrinkReporter {
  tell(progress: ShrinkProgress): void;
  stop(): void;
}

/** One line that changes where somebody watches; elsewhere one for each way of shrinking that found something. */
export function reportShrinking(terminal: Terminal): ShrinkReporter {
  let toldSize = '';
  let toldPass = '';
  return {
    tell: ({ plan, runs, pass }) => {
      const size = describeSize(sizeOf(plan));
      const line = `${count(runs, 'run')}: ${size}; trying fewer or simpler ${pass}`;
      if (terminal.isWatched) {
        terminal.err(`${CLEAR_LINE}${line}`);
        return;
      }
      if ((pass === toldPass || size === toldSize) && runs % RUNS_PER_LINE !== 0) return;
      terminal.err(`${line}\n`);
      [toldPass, toldSize] = [pass, size];
    },
    stop: () => {
      if (terminal.isWatched) terminal.err(CLEAR_LINE);
    },
  };
}
