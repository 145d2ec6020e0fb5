/**
 * −ln(1 − u) × 1024 at the midpoints of 256 equal steps of u. `Math.log` may differ between engines in its last digits,
 * so the logarithm is a series of additions, multiplications and divisions, which IEEE 754 fixes exactly.
 */
export const EXPONENTIAL_QUANTILES: Int32Array = Int32Array.from({ length: 256 }, (_, step) =>
  Math.round(1024 * -naturalLogarithm((255.5 - step) / 256)),
);

/** ln(x) for 0 < x ≤ 1, by halving into [1/2, 1] and the series of artanh. */
function naturalLogarithm(x: number): number {
  let halvings = 0;
  let mantissa = x;
  while (mantissa < 0.5) {
    mantissa *= 2;
    halvings++;
  }
  const z = (mantissa - 1) / (mantissa + 1);
  let power = z;
  let sum = 0;
  for (let odd = 1; odd < 40; odd += 2) {
    sum += power / odd;
    power *= z * z;
  }
  return 2 * sum - halvings * Math.LN2;
}
