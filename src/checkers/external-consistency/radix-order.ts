const BUCKETS = 2 ** 11;

/**
 * The indices of safe integers in ascending order, equal ones in the order of `first`: a radix sort (least significant digit first), O(n) for each
 * 11 bits of the span.
 */
export function radixOrder(integers: Float64Array, first: Int32Array): Int32Array {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < integers.length; i++) {
    if (integers[i]! < low) low = integers[i]!;
    if (integers[i]! > high) high = integers[i]!;
  }
  let [from, to] = [first.slice(), new Int32Array(first.length)];
  for (let unit = 1; unit <= high - low; unit *= BUCKETS) {
    const start = new Int32Array(BUCKETS + 1);
    for (let i = 0; i < from.length; i++) start[digitOf(integers[from[i]!]! - low, unit) + 1]!++;
    for (let digit = 0; digit < BUCKETS; digit++) start[digit + 1]! += start[digit]!;
    for (let i = 0; i < from.length; i++) to[start[digitOf(integers[from[i]!]! - low, unit)]!++] = from[i]!;
    [from, to] = [to, from];
  }
  return from;
}

/** Without a remainder of two doubles, which is slow. */
function digitOf(offset: number, unit: number): number {
  const shifted = Math.floor(offset / unit);
  return shifted - Math.floor(shifted / BUCKETS) * BUCKETS;
}
