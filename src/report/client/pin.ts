import type { PageState } from './page-state.ts';
import { centred } from './viewport.ts';
import type { Window } from '../timeline/window.ts';

/** An operation that takes less than this part of a picture can't be made out. */
const SMALLEST_SHARE = 60;
const CLOSE_UP = 8;
const LEAST_NANOS = 40_000_000;

/** Pins a line of the history, under the row that shows it, and moves the pictures there if asked to. */
export function pin(state: PageState, index: number, isCentred: boolean): void {
  const row = state.model.rowOf(index);
  if (row === undefined) return;
  const { first, invocation } = row;
  const endNanos = invocation?.completion?.time ?? first.time;
  state.change({
    pinned: first.index,
    cursorNanos: endNanos,
    ...(isCentred ? { window: closeUp(state, first.time, endNanos) } : {}),
  });
}

/** The present window if the operation can be made out in it, else one around the operation. */
function closeUp({ window, model }: PageState, beginNanos: number, endNanos: number): Window {
  const { fromNanos, toNanos } = window;
  const isSeen = fromNanos <= beginNanos && endNanos <= toNanos;
  if (isSeen && (endNanos - beginNanos) * SMALLEST_SHARE > toNanos - fromNanos) return window;
  const length = Math.min(toNanos - fromNanos, Math.max(LEAST_NANOS, (endNanos - beginNanos) * CLOSE_UP));
  const middle = (beginNanos + endNanos) / 2;
  return centred({ fromNanos: middle - length / 2, toNanos: middle + length / 2 }, middle, model.whole);
}
