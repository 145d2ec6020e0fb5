import { canonicalText } from '../../history/canonical.ts';
import { UNSEEN, type CallTable } from './call-table.ts';
import type { Partition } from './partition.ts';
import type { Spec } from './spec.ts';
import type { ValueNumbers } from './value-numbers.ts';

/** Some of the calls on an object: those that are connected by the parts of its state that they touch. */
export interface Component {
  readonly partition: Partition;
  /** By row of the component: row of the object. Absent where the component is the whole object. */
  readonly rows?: Int32Array;
}

/**
 * Takes the calls on an object apart where they touch no common part of its state, not even through other calls. Each such
 * part of the state is an object by itself, and linearizability is local (Herlihy and Wing 1990, theorem 1).
 */
export function componentsOf(partition: Partition, spec: Spec, values: ValueNumbers): readonly Component[] {
  const { key, calls } = partition;
  if (spec.touches === undefined) return [{ partition }];
  const groups = new Groups(calls.length);
  const firstOf = new Map<string, number>();
  for (let row = 0; row < calls.length; row++) {
    for (const part of touchedBy(calls, row, spec, values)) {
      const first = firstOf.get(part);
      if (first === undefined) firstOf.set(part, row);
      else groups.join(first, row);
    }
  }
  const rowsOf = new Map<number, number[]>();
  for (let row = 0; row < calls.length; row++) {
    const rows = rowsOf.get(groups.of(row));
    if (rows === undefined) rowsOf.set(groups.of(row), [row]);
    else rows.push(row);
  }
  if (rowsOf.size === 1) return [{ partition }];
  return [...rowsOf.values()].map((list) => {
    const rows = Int32Array.from(list);
    return { partition: { key, calls: pickCalls(calls, rows) }, rows };
  });
}

/**
 * One order of all calls on an object from an order of each component. Every call is thought to take effect at the latest
 * invocation of its component's order so far, which comes before its own return.
 */
export function mergeOrders(
  calls: CallTable,
  orders: readonly { readonly component: Component; readonly order: ArrayLike<number> }[],
): Int32Array {
  const rows: number[] = [];
  const times: number[] = [];
  for (const { component, order } of orders) {
    let time = -1;
    for (let i = 0; i < order.length; i++) {
      const row = component.rows?.[order[i]!] ?? order[i]!;
      time = Math.max(time, calls.call[row]!);
      rows.push(row);
      times.push(time);
    }
  }
  return Int32Array.from(rows, (_, i) => i)
    .sort((a, b) => times[a]! - times[b]! || a - b)
    .map((i) => rows[i]!);
}

/** The parts that a call touches; a call that touches none can be with any others. */
function touchedBy(calls: CallTable, row: number, spec: Spec, values: ValueNumbers): readonly string[] {
  const known = calls.result[row] !== UNSEEN;
  const parts = spec.touches!({
    f: spec.operations[calls.f[row]!]!,
    argument: values.valueOf(calls.argument[row]!),
    result: known ? values.valueOf(calls.result[row]!) : undefined,
    known,
  });
  return parts.length === 0 ? [''] : parts.map((part) => canonicalText(part));
}

function pickCalls(calls: CallTable, rows: Int32Array): CallTable {
  return {
    length: rows.length,
    f: Uint8Array.from(rows, (row) => calls.f[row]!),
    argument: rows.map((row) => calls.argument[row]!),
    result: rows.map((row) => calls.result[row]!),
    call: rows.map((row) => calls.call[row]!),
    ret: rows.map((row) => calls.ret[row]!),
  };
}

/** Disjoint groups of the numbers from 0 on (union-find with path halving). */
class Groups {
  readonly #parents: Int32Array;

  constructor(count: number) {
    this.#parents = Int32Array.from({ length: count }, (_, number) => number);
  }

  /** A number that stands for the group, the smallest in it. */
  of(number: number): number {
    const parents = this.#parents;
    let at = number;
    while (parents[at] !== at) at = parents[at] = parents[parents[at]!]!;
    return at;
  }

  join(a: number, b: number): void {
    const [first, second] = [this.of(a), this.of(b)];
    this.#parents[Math.max(first, second)] = Math.min(first, second);
  }
}
