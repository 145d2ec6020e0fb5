const RADIX_BITS = 11;
const RADIX = 1 << RADIX_BITS;
const FEW = 1 << 10;
const INDEX_SPAN = 2 ** 21;

/** The positions of `keys`, none negative, in ascending order of the keys; equal keys keep their order. */
export function sortedRows(keys: Int32Array): Int32Array {
  return keys.length < FEW ? sortByComparing(keys) : sortByDigits(keys);
}

function sortByComparing(keys: Int32Array): Int32Array {
  const pairs = new Float64Array(keys.length);
  for (let i = 0; i < keys.length; i++) pairs[i] = keys[i]! * INDEX_SPAN + i;
  pairs.sort();
  const rows = new Int32Array(keys.length);
  for (let i = 0; i < keys.length; i++) rows[i] = pairs[i]! % INDEX_SPAN;
  return rows;
}

function sortByDigits(keys: Int32Array): Int32Array {
  let rows = new Int32Array(keys.length);
  let other = new Int32Array(keys.length);
  let highest = 0;
  for (let i = 0; i < keys.length; i++) {
    rows[i] = i;
    if (keys[i]! > highest) highest = keys[i]!;
  }
  for (let shift = 0; shift < 31 && highest >>> shift > 0; shift += RADIX_BITS) {
    const starts = new Int32Array(RADIX + 1);
    for (let i = 0; i < keys.length; i++) starts[((keys[i]! >>> shift) & (RADIX - 1)) + 1]!++;
    for (let digit = 0; digit < RADIX; digit++) starts[digit + 1]! += starts[digit]!;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      other[starts[(keys[row]! >>> shift) & (RADIX - 1)]!++] = row;
    }
    [rows, other] = [other, rows];
  }
  return rows;
}
