import { lengthOf, type Window } from '../timeline/window.ts';
import { Scale } from './scale.ts';

/** What stretches get of the picture, in all. */
const STRETCHED_SHARE = 0.82;

/** A part of the picture in which time runs evenly. */
export interface Segment extends Window {
  readonly start: number;
  readonly length: number;
  readonly isStretched: boolean;
}

/**
 * A scale on which time runs slower in some stretches, so that what takes microseconds can be seen in a picture of seconds.
 * Order and simultaneity are as on an even scale.
 */
export class ElasticScale extends Scale {
  /** From the beginning of the window to its end, without gaps. */
  readonly segments: readonly Segment[];

  /** @param stretches in any order; they may overlap and reach out of the window */
  constructor(window: Window, start: number, length: number, stretches: readonly Window[]) {
    super(window, start, length);
    this.segments = segmentsOf(window, start, length, stretches);
  }

  /** The segments; where time runs evenly, the one that all is. */
  parts(): readonly Segment[] {
    const { window, start, length } = this;
    return this.segments.length > 0 ? this.segments : [{ ...window, start, length, isStretched: false }];
  }

  override at(nanos: number): number {
    const segment = this.segments.find(({ toNanos }) => nanos <= toNanos) ?? this.segments.at(-1);
    if (segment === undefined) return super.at(nanos);
    return segment.start + ((nanos - segment.fromNanos) * segment.length) / lengthOf(segment);
  }

  override nanosAt(pixel: number): number {
    const segment = this.segments.find(({ start, length }) => pixel <= start + length) ?? this.segments.at(-1);
    if (segment === undefined) return super.nanosAt(pixel);
    return segment.fromNanos + ((pixel - segment.start) * lengthOf(segment)) / segment.length;
  }
}

function segmentsOf(window: Window, start: number, length: number, stretches: readonly Window[]): readonly Segment[] {
  const inside = mergedInside(window, stretches);
  const stretchedNanos = inside.reduce((sum, stretch) => sum + lengthOf(stretch), 0);
  const share = stretchedNanos / lengthOf(window);
  if (inside.length === 0 || share >= STRETCHED_SHARE) return [];
  const pixelsPerNano = (length * STRETCHED_SHARE) / stretchedNanos;
  const otherPixelsPerNano = (length * (1 - STRETCHED_SHARE)) / (lengthOf(window) - stretchedNanos);
  const segments: Segment[] = [];
  let at = start;
  const add = (fromNanos: number, toNanos: number, isStretched: boolean): void => {
    if (toNanos <= fromNanos) return;
    const pixels = (toNanos - fromNanos) * (isStretched ? pixelsPerNano : otherPixelsPerNano);
    segments.push({ fromNanos, toNanos, start: at, length: pixels, isStretched });
    at += pixels;
  };
  let reached = window.fromNanos;
  for (const { fromNanos, toNanos } of inside) {
    add(reached, fromNanos, false);
    add(fromNanos, toNanos, true);
    reached = toNanos;
  }
  add(reached, window.toNanos, false);
  return segments;
}

/** What lies inside the window, in order, overlapping ones as one. */
function mergedInside(window: Window, stretches: readonly Window[]): readonly Window[] {
  const inside = stretches
    .map(({ fromNanos, toNanos }) => ({
      fromNanos: Math.max(window.fromNanos, fromNanos),
      toNanos: Math.min(window.toNanos, toNanos),
    }))
    .filter((stretch) => lengthOf(stretch) > 0)
    .sort((a, b) => a.fromNanos - b.fromNanos);
  const merged: Window[] = [];
  for (const stretch of inside) {
    const last = merged.at(-1);
    if (last === undefined || stretch.fromNanos > last.toNanos) merged.push(stretch);
    else merged[merged.length - 1] = { ...last, toNanos: Math.max(last.toNanos, stretch.toNanos) };
  }
  return merged;
}
