import type { Cursor } from './cursor.ts';

/** One configuration on the way to an order: the state, and the call that led there, or -1 for none. */
export interface Stop {
  readonly state: number;
  readonly row: number;
}

/**
 * From a root at which nothing is done, the order of all calls along a way: the calls that it names, the read-only ones as soon as they could, and the hidden ones
 * right before the call that covered them.
 */
export function replay(way: readonly Stop[], cursor: Cursor): number[] {
  const order: number[] = [];
  const coverers = new Map<number, number>();
  const hidden = new Map<number, number[]>();
  way.forEach(({ state, row }, position) => {
    if (position === 0) cursor.start({ state, done: [] }, 0);
    cursor.state = state;
    if (position > 0 && row < 0) {
      const passed = cursor.nextRow();
      if (cursor.isCovered(passed)) hide(hidden, coverers.get(passed)!, passed);
      return cursor.skip(order);
    }
    if (row >= 0) {
      order.push(row);
      for (const covered of cursor.takeEffect(row)) coverers.set(covered, row);
    }
    cursor.settle(order);
  });
  return order.flatMap((row) => [...(hidden.get(row) ?? []), row]);
}

function hide(hidden: Map<number, number[]>, coverer: number, row: number): void {
  const rows = hidden.get(coverer);
  if (rows === undefined) hidden.set(coverer, [row]);
  else rows.push(row);
}
