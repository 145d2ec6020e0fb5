import type { Window } from '../timeline/window.ts';

/** Nothing shorter is shown: a microsecond is the finest time of a run. */
const SHORTEST_NANOS = 20_000;

/** Moves a window by so much of its length, and no further than the run goes. */
export function panned(window: Window, share: number, whole: Window): Window {
  return within(shifted(window, (window.toNanos - window.fromNanos) * share), whole);
}

/** Makes a window shorter (factor below 1) or longer, so that the time `anchorNanos` stays where it is. */
export function zoomed(window: Window, factor: number, anchorNanos: number, whole: Window): Window {
  const length = window.toNanos - window.fromNanos;
  const wanted = Math.min(Math.max(length * factor, SHORTEST_NANOS), whole.toNanos - whole.fromNanos);
  const fromNanos = anchorNanos - ((anchorNanos - window.fromNanos) * wanted) / length;
  return within({ fromNanos, toNanos: fromNanos + wanted }, whole);
}

/** A window of the same length around a time. */
export function centred(window: Window, nanos: number, whole: Window): Window {
  return within(shifted(window, nanos - (window.fromNanos + window.toNanos) / 2), whole);
}

function shifted({ fromNanos, toNanos }: Window, nanos: number): Window {
  return { fromNanos: fromNanos + nanos, toNanos: toNanos + nanos };
}

/** Pushes a window back inside the run, without changing its length where it fits. */
function within(window: Window, whole: Window): Window {
  const length = Math.min(window.toNanos - window.fromNanos, whole.toNanos - whole.fromNanos);
  const fromNanos = Math.min(Math.max(window.fromNanos, whole.fromNanos), whole.toNanos - length);
  return { fromNanos, toNanos: fromNanos + length };
}
