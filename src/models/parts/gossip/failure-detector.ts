/**
 * Whom a node takes for unreachable: who let a question of its own time out and has not been heard directly since, or
 * of whom gossip brought no news for so many of its own rounds. Counts rounds rather than reading a clock, which may
 * jump. A local opinion that only saves time-outs: nothing depends on its being right.
 */
export class FailureDetector {
  readonly #patienceRounds: number;
  readonly #lastNews = new Map<string, number>();
  readonly #silent = new Set<string>();
  #round = 0;

  constructor(patienceRounds: number) {
    this.#patienceRounds = patienceRounds;
  }

  /** A round of the node's own gossip has passed. */
  tick(): void {
    this.#round++;
  }

  /** A message came from the node itself. */
  heardFrom(name: string): void {
    this.#silent.delete(name);
    this.#lastNews.set(name, this.#round);
  }

  /** Somebody had newer news of the node. */
  heardOf(name: string): void {
    this.#lastNews.set(name, this.#round);
  }

  /** The node did not answer in time. */
  missed(name: string): void {
    this.#silent.add(name);
  }

  isSuspected(name: string): boolean {
    return this.#silent.has(name) || this.#round - (this.#lastNews.get(name) ?? 0) > this.#patienceRounds;
  }
}
