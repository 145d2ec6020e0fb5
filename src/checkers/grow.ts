/** A typed array of twice the length with the same beginning. */
export function double<Column extends Uint8Array | Int32Array | Float64Array>(
  from: Column,
  Type: new (length: number) => Column,
): Column {
  const to = new Type(from.length * 2);
  to.set(from);
  return to;
}
