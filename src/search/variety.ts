import type { History, Invocation } from '../history/history.ts';

/** How much a workload tried in one run. Shares are of all client operations. */
export interface Variety {
  readonly operations: number;
  /** How often each function was called, by name. */
  readonly shapes: Readonly<Record<string, number>>;
  /** Keys that are named where values have them first: `[key, …]`, or a transaction's steps. */
  readonly keys: number;
  /** The share of all uses of keys that the most used one has; 0 without keys. */
  readonly hottestKey: number;
  /** The share of operations that overlap another one that names a key of theirs. */
  readonly contended: number;
  /** The share of operations whose outcome nobody knows. */
  readonly unknown: number;
}

/** Measures what the operations of a run were like. O(n · overlapping operations). */
export function measureVariety({ invocations }: History): Variety {
  const shapes = new Map<string, number>();
  const uses = new Map<string, number>();
  const open: { readonly until: number; readonly keys: readonly string[]; readonly at: number }[] = [];
  const contended = new Set<number>();
  invocations.forEach((invocation, at) => {
    const { invoke, completion } = invocation;
    shapes.set(invoke.f, (shapes.get(invoke.f) ?? 0) + 1);
    const keys = keysOf(invocation);
    for (const key of keys) uses.set(key, (uses.get(key) ?? 0) + 1);
    for (let nth = open.length - 1; nth >= 0; nth--) {
      const other = open[nth]!;
      if (other.until < invoke.index) open.splice(nth, 1);
      else if (other.keys.some((key) => keys.includes(key))) contended.add(other.at).add(at);
    }
    open.push({ until: completion?.index ?? Infinity, keys, at });
  });
  const count = Math.max(1, invocations.length);
  const used = [...uses.values()];
  return {
    operations: invocations.length,
    shapes: Object.fromEntries([...shapes].sort(([a], [b]) => (a < b ? -1 : 1))),
    keys: uses.size,
    hottestKey: used.length === 0 ? 0 : Math.max(...used) / used.reduce((sum, times) => sum + times, 0),
    contended: contended.size / count,
    unknown: invocations.filter(({ outcome }) => outcome === 'info').length / count,
  };
}

/** Each key once. */
function keysOf({ invoke: { value } }: Invocation): readonly string[] {
  if (!Array.isArray(value)) return [];
  const [first] = value as readonly unknown[];
  if (typeof first === 'string') return [first];
  const steps = value.filter((step): step is readonly unknown[] => Array.isArray(step));
  return [...new Set(steps.flatMap(([, key]) => (typeof key === 'string' ? [key] : [])))];
}
