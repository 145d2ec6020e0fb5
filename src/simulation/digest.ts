import { hashText, mix } from './hash.ts';

/** How many events lie between two checkpoints. */
export const EVENTS_PER_CHECKPOINT = 1024;

/** A rolling 64-bit digest over every event of a run, with a checkpoint each 1,024 events. */
export class Digest {
  events = 0;
  readonly checkpoints: string[] = [];
  #low = 0x243f6a88;
  #high = 0x85a308d3;

  /** Folds one event in. */
  add(timeMicros: number, node: number, kind: number, label: number): void {
    this.#low = mix(this.#low ^ (timeMicros | 0), label);
    this.#high = mix(this.#high ^ (node + Math.imul(kind, 0x9e3779b1)), this.#low);
    if (++this.events % EVENTS_PER_CHECKPOINT === 0) this.checkpoints.push(this.text());
  }

  /** Folds in a text, such as a line of the history. */
  addText(text: string): void {
    this.#low = mix(this.#low, hashText(text));
  }

  /** Sixteen hexadecimal digits. */
  text(): string {
    return hex(this.#high) + hex(this.#low);
  }
}

function hex(bits: number): string {
  return (bits >>> 0).toString(16).padStart(8, '0');
}
