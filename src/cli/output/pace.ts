/** How quickly work goes on, and how long the rest of it will take. */
export class Pace {
  readonly #total: number;
  readonly #now: () => number;
  readonly #begun: number;
  #done = 0;

  /** `now` is a clock in milliseconds. */
  constructor(total: number, now: () => number = () => performance.now()) {
    this.#total = total;
    this.#now = now;
    this.#begun = now();
  }

  advance(done: number): void {
    this.#done += done;
  }

  /** `12.3 runs/s, 4 min left`. */
  text(): string {
    const seconds = Math.max(this.#now() - this.#begun, 1) / 1000;
    const rate = this.#done / seconds;
    const rest = this.#total - this.#done;
    const left = rest > 0 && rate > 0 ? `, ${describeSeconds(rest / rate)} left` : '';
    return `${rate.toFixed(1)} runs/s${left}`;
  }
}

function describeSeconds(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
