/** What may be added before anybody looks again at how much is held. */
const MARGIN = 256;

/**
 * Bytes of an array that doubles when it is full. While it does, the old one and the new one are there, which counts as soon as
 * it is nearly full.
 *
 * @param capacity how many entries there is room for
 */
export function bytesHeld(array: { readonly byteLength: number }, entries: number, capacity: number): number {
  return entries + MARGIN > capacity ? 3 * array.byteLength : array.byteLength;
}
