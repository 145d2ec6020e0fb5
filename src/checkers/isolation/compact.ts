/** The entries that are not -1, in order; there are at most `count`. */
export function compact(entries: Int32Array, count: number): Int32Array {
  const kept = new Int32Array(count);
  let size = 0;
  for (let i = 0; i < entries.length; i++) if (entries[i] !== -1) kept[size++] = entries[i]!;
  return kept.subarray(0, size);
}
