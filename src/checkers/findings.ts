import type { Anomaly } from './verdict.ts';

/** How many witnesses of a kind are kept; the rest is only counted. */
const KEPT = 3;

/** Collects anomalies by kind: the first few in full, all of them by number. */
export class Findings {
  readonly #kept = new Map<string, Anomaly[]>();
  readonly #counts = new Map<string, number>();

  /** The witness is only built when it is kept. */
  add(kind: string, witness: () => Omit<Anomaly, 'kind'>): void {
    const count = this.#counts.get(kind) ?? 0;
    this.#counts.set(kind, count + 1);
    if (count >= KEPT) return;
    const kept = this.#kept.get(kind);
    if (kept === undefined) this.#kept.set(kind, [{ kind, ...witness() }]);
    else kept.push({ kind, ...witness() });
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
