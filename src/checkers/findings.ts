import type { Anomaly } from './verdict.ts';

/** How many witnesses of a kind are kept; the rest is only counted. */
const KEPT = 3;

/** Collects anomalies by kind: the first few different ones in full, all of them by number. */
export class Findings {
  readonly #kept = new Map<string, Anomaly[]>();
  readonly #counts = new Map<string, number>();

  /**
   * The witness is only built while some are still to be kept. One that says the same as another (a transaction that read a list twice) is
   * counted and not kept.
   */
  add(kind: string, witness: () => Omit<Anomaly, 'kind'>): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
    let kept = this.#kept.get(kind);
    if (kept === undefined) this.#kept.set(kind, (kept = []));
    if (kept.length >= KEPT) return;
    const anomaly = { kind, ...witness() };
    if (kept.every(({ message }) => message !== anomaly.message)) kept.push(anomaly);
  }

  has(kind: string): boolean {
    return this.#counts.has(kind);
  }

  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  of(kind: string): readonly Anomaly[] {
    return this.#kept.get(kind) ?? [];
  }

  /** What was kept of every kind, each with the number of its kind. */
  all(): readonly Anomaly[] {
    return [...this.#counts].flatMap(([kind, count]) => this.of(kind).map((anomaly) => ({ ...anomaly, count })));
  }
}
