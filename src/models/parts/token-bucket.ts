const SECOND_MICROS = 1_000_000;

/** Lets so many requests a second pass, and so many at once after a pause. Times in microseconds of one clock. */
export class TokenBucket {
  readonly #perSecond: number;
  readonly #capacity: number;
  #tokens: number;
  #filledAt: number;

  constructor(perSecond: number, capacity: number, now: number) {
    this.#perSecond = perSecond;
    this.#capacity = capacity;
    this.#tokens = capacity * SECOND_MICROS;
    this.#filledAt = now;
  }

  /** Takes a token: 0 when there was one, else how long until there is one. */
  take(now: number): number {
    const elapsed = Math.max(0, now - this.#filledAt);
    this.#filledAt = now;
    this.#tokens = Math.min(this.#capacity * SECOND_MICROS, this.#tokens + elapsed * this.#perSecond);
    if (this.#tokens < SECOND_MICROS) return Math.ceil((SECOND_MICROS - this.#tokens) / this.#perSecond);
    this.#tokens -= SECOND_MICROS;
    return 0;
  }
}
