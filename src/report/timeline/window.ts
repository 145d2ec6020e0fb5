const MILLI = 1_000_000;
/** So much of the longest cited operation is shown on either side of each. */
const PADDING_SHARE = 0.6;
const LEAST_PADDING_NANOS = 20 * MILLI;
const MOST_PADDING_NANOS = 400 * MILLI;
/** A pause is shown, not skipped, when it is shorter than this share of what is shown anyway. */
const SHOWN_PAUSE_SHARE = 0.5;

/** A stretch of virtual time, in nanoseconds since the start of the run. */
export interface Window {
  readonly fromNanos: number;
  readonly toNanos: number;
}

/** The few stretches of a run, in order and apart from each other, that show the given ones with what is around them. */
export function windowsAround(cited: readonly Window[], most = 4): readonly Window[] {
  const longest = Math.max(0, ...cited.map(lengthOf));
  const padding = Math.min(MOST_PADDING_NANOS, Math.max(LEAST_PADDING_NANOS, longest * PADDING_SHARE));
  const padded = cited
    .map(({ fromNanos, toNanos }) => ({
      fromNanos: Math.max(0, fromNanos - padding),
      toNanos: toNanos + padding,
    }))
    .sort((a, b) => a.fromNanos - b.fromNanos);
  const shown = padded.reduce((sum, window) => sum + lengthOf(window), 0);
  let windows = mergeCloserThan(padded, shown * SHOWN_PAUSE_SHARE);
  while (windows.length > most) windows = mergeCloserThan(windows, smallestPause(windows));
  return windows;
}

export function lengthOf({ fromNanos, toNanos }: Window): number {
  return toNanos - fromNanos;
}

export function overlaps(a: Window, b: Window): boolean {
  return a.fromNanos <= b.toNanos && b.fromNanos <= a.toNanos;
}

function mergeCloserThan(windows: readonly Window[], pauseNanos: number): readonly Window[] {
  const merged: Window[] = [];
  for (const window of windows) {
    const last = merged.at(-1);
    if (last === undefined || window.fromNanos - last.toNanos > pauseNanos) merged.push(window);
    else merged[merged.length - 1] = { ...last, toNanos: Math.max(last.toNanos, window.toNanos) };
  }
  return merged;
}

function smallestPause(windows: readonly Window[]): number {
  const pauses = windows.slice(1).map((window, nth) => window.fromNanos - (windows[nth]?.toNanos ?? 0));
  return Math.min(...pauses);
}
