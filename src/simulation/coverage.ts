/** How often each named situation was met in a run. Names that exist but were never met have the count 0. */
export class Coverage {
  /** When each situation was first met. */
  readonly firstMicros: Map<string, number> = new Map<string, number>();
  readonly #counts = new Map<string, number>();
  readonly #bests = new Map<string, number>();
  readonly #clock: { readonly nowMicros: number };

  constructor(clock: { readonly nowMicros: number }) {
    this.#clock = clock;
  }

  /** Counts the situation `name` when `condition` is true; the name is known from its first mention on. */
  sometimes(name: string, condition: boolean): void {
    const before = this.#counts.get(name) ?? 0;
    if (condition && before === 0) this.firstMicros.set(name, this.#clock.nowMicros);
    this.#counts.set(name, before + (condition ? 1 : 0));
  }

  /** Counts one more visit of the place `name`. */
  reachable(name: string): void {
    this.sometimes(name, true);
  }

  /** Notes how far something went; the furthest of the run is kept. */
  best(name: string, value: number): void {
    this.#bests.set(name, Math.max(value, this.#bests.get(name) ?? -Infinity));
  }

  /** Counts by name, sorted by name. */
  counts(): Readonly<Record<string, number>> {
    return sorted(this.#counts);
  }

  /** How far each thing went at most, by name, sorted by name. */
  bests(): Readonly<Record<string, number>> {
    return sorted(this.#bests);
  }
}

function sorted(numbers: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...numbers].sort(([a], [b]) => (a < b ? -1 : 1)));
}
