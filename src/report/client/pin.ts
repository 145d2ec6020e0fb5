import type { PageState } from './page-state.ts';
import { centred } from './viewport.ts';

/** Pins a line of the history, under the row that shows it, and moves the pictures there if asked to. */
export function pin(state: PageState, index: number, isCentred: boolean): void {
  const row = state.model.rowOf(index);
  if (row === undefined) return;
  const { first, invocation } = row;
  const endNanos = invocation?.completion?.time ?? first.time;
  const { fromNanos, toNanos } = state.window;
  const isSeen = fromNanos <= first.time && endNanos <= toNanos;
  state.change({
    pinned: first.index,
    cursorNanos: endNanos,
    ...(isCentred && !isSeen ? { window: centred(state.window, (first.time + endNanos) / 2, state.model.whole) } : {}),
  });
}
