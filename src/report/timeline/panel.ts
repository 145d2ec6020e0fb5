import { lengthOf, type Window } from './window.ts';

/** A stretch of time as it is drawn: from `left` on, `width` wide, in pixels of the picture. */
export interface Panel extends Window {
  readonly left: number;
  readonly width: number;
}

/** Lays windows side by side, all in one scale, with `gap` pixels between them. */
export function panelsOf(windows: readonly Window[], width: number, gap: number): readonly Panel[] {
  const total = windows.reduce((sum, window) => sum + Math.max(1, lengthOf(window)), 0);
  const available = width - gap * (windows.length - 1);
  let left = 0;
  return windows.map((window) => {
    const panel = { ...window, left: round(left), width: round((available * Math.max(1, lengthOf(window))) / total) };
    left += panel.width + gap;
    return panel;
  });
}

/** Where in its panel a time lies, in pixels from the panel's left edge; beyond its edges for times outside. */
export function positionIn(panel: Panel, nanos: number): number {
  return round(((nanos - panel.fromNanos) * panel.width) / Math.max(1, lengthOf(panel)));
}

/** Two digits are finer than any screen, and keep the file small. */
export function round(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}
