const DECAY = 0.95;
const RESCALE_AT = 1e100;

/** Questions by how often they took part in recent conflicts; a binary heap. */
export class QuestionHeap {
  readonly #activity: Float64Array;
  readonly #heap: number[] = [];
  readonly #place: Int32Array;
  #increment = 1;

  constructor(count: number) {
    this.#activity = new Float64Array(count);
    this.#place = new Int32Array(count).fill(-1);
    for (let question = 0; question < count; question++) this.push(question);
  }

  push(question: number): void {
    if (this.#place[question] !== -1) return;
    this.#place[question] = this.#heap.push(question) - 1;
    this.#up(this.#place[question]);
  }

  pop(): number | undefined {
    const top = this.#heap[0];
    const last = this.#heap.pop();
    if (top === undefined || last === undefined) return undefined;
    this.#place[top] = -1;
    if (top === last) return top;
    this.#heap[0] = last;
    this.#place[last] = 0;
    this.#down(0);
    return top;
  }

  bump(question: number): void {
    this.#activity[question]! += this.#increment;
    if (this.#activity[question]! > RESCALE_AT) {
      for (let i = 0; i < this.#activity.length; i++) this.#activity[i]! /= RESCALE_AT;
      this.#increment /= RESCALE_AT;
    }
    if (this.#place[question] !== -1) this.#up(this.#place[question]!);
  }

  /** Makes what comes later count more. */
  decay(): void {
    this.#increment /= DECAY;
  }

  /** More active first; among equals the smaller number. */
  #before(a: number, b: number): boolean {
    return this.#activity[a]! > this.#activity[b]! || (this.#activity[a] === this.#activity[b] && a < b);
  }

  #up(at: number): void {
    const question = this.#heap[at]!;
    while (at > 0 && this.#before(question, this.#heap[(at - 1) >> 1]!)) {
      this.#put(this.#heap[(at - 1) >> 1]!, at);
      at = (at - 1) >> 1;
    }
    this.#put(question, at);
  }

  #down(at: number): void {
    const question = this.#heap[at]!;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#heap.length) break;
      if (child + 1 < this.#heap.length && this.#before(this.#heap[child + 1]!, this.#heap[child]!)) child++;
      if (!this.#before(this.#heap[child]!, question)) break;
      this.#put(this.#heap[child]!, at);
      at = child;
    }
    this.#put(question, at);
  }

  #put(question: number, at: number): void {
    this.#heap[at] = question;
    this.#place[question] = at;
  }
}
