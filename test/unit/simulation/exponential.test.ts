import { expect, test } from 'vitest';
import { EXPONENTIAL_QUANTILES } from '../../../src/simulation/exponential.ts';

test('is -ln(1 - u) at the midpoints of 256 steps, to half a unit of rounding', () => {
  expect(EXPONENTIAL_QUANTILES).toHaveLength(256);
  EXPONENTIAL_QUANTILES.forEach((quantile, step) => {
    const exact = -1024 * Math.log(1 - (step + 0.5) / 256);
    expect(Math.abs(quantile - exact)).toBeLessThanOrEqual(0.5 + 1e-9);
  });
});
