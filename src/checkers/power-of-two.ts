/** The least power of two that is not below a positive 32-bit integer. */
export function powerOfTwoFrom(least: number): number {
  return least <= 1 ? 1 : 2 ** (32 - Math.clz32(least - 1));
}
