import type { Window } from '../timeline/window.ts';

/** Where times stand in a picture: from `start` on, `length` pixels for the window. */
export class Scale {
  readonly window: Window;
  readonly start: number;
  readonly length: number;
  readonly #pixelsPerNano: number;

  constructor(window: Window, start: number, length: number) {
    this.window = window;
    this.start = start;
    this.length = length;
    this.#pixelsPerNano = length / Math.max(1, window.toNanos - window.fromNanos);
  }

  at(nanos: number): number {
    return this.start + (nanos - this.window.fromNanos) * this.#pixelsPerNano;
  }

  nanosAt(pixel: number): number {
    return this.window.fromNanos + (pixel - this.start) / this.#pixelsPerNano;
  }
}
