/** How often each named situation was met in a run. Names that exist but were never met have the count 0. */
export class Coverage {
  readonly #counts = new Map<string, number>();

  /** Counts the situation `name` when `condition` is true; the name is known from its first mention on. */
  sometimes(name: string, condition: boolean): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + (condition ? 1 : 0));
  }

  /** Counts one more visit of the place `name`. */
  reachable(name: string): void {
    this.sometimes(name, true);
  }

  /** Counts by name, sorted by name. */
  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
