import { sortedRows } from './sorted-rows.ts';

/**
 * Blocks of calls that must stay together in any legal order. `first[b]` is the earliest return in block `b`, `last[b]` its
 * latest invocation; times start at 0.
 */
export interface Blocks {
  readonly count: number;
  readonly first: Int32Array;
  readonly last: Int32Array;
}

/** Blocks in an order that real time allows, or two that contradict each other. */
export type BlockOrder = { readonly order: Int32Array } | { readonly conflict: readonly [number, number] };

/**
 * Orders blocks. Block A comes before B exactly when `first[A] < last[B]`, so two with each before the other are impossible,
 * and without such a pair an order exists: in a shortest longer cycle each block would not come before the next but one, so
 * `first` would fall along it for ever. This generalises the zones of Gibbons and Korach, "Testing shared memories" (1997).
 */
export function orderBlocks(blocks: Blocks): BlockOrder {
  const { count, first, last } = blocks;
  const forward = forwardByFirst(blocks);
  for (let i = 1; i < forward.length; i++)
    if (first[forward[i]!]! < last[forward[i - 1]!]!) return { conflict: [forward[i - 1]!, forward[i]!] };
  // A block whose last invocation lies in a forward zone and that is not inside it comes right after the zone.
  const times = new Int32Array(count);
  for (let block = 0; block < count; block++) {
    if (first[block]! < last[block]!) {
      times[block] = first[block]!;
      continue;
    }
    times[block] = last[block]!;
    const zone = lastBefore(forward, first, last[block]!);
    if (zone < 0 || last[zone]! <= last[block]!) continue;
    if (first[block]! < last[zone]!) return { conflict: [zone, block] };
    times[block] = last[zone]!;
  }
  return { order: sortedRows(times) };
}

/** Blocks with `first < last`: they take up the whole time between. */
function forwardByFirst({ count, first, last }: Blocks): Int32Array {
  const forward: number[] = [];
  for (let block = 0; block < count; block++) if (first[block]! < last[block]!) forward.push(block);
  const rows = sortedRows(Int32Array.from(forward, (block) => first[block]!));
  return rows.map((position) => forward[position]!);
}

function lastBefore(sorted: Int32Array, keys: Int32Array, time: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[sorted[middle]!]! < time) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? -1 : sorted[low - 1]!;
}
