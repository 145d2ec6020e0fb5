import { expect, test } from 'vitest';
import type { Fault } from '../../../../src/nemesis/fault.ts';
import { fieldUnder } from '../../../helpers/nemesis.ts';

/** How far the clocks of the first three servers are ahead of the true time at each of these times. */
function errorsUnder(fault: Fault, micros: readonly number[]): readonly (readonly number[])[] {
  const { simulation } = fieldUnder([fault]);
  const clocks = ['s1', 's2', 's3'].map((name) => simulation.nodeNamed(name).clock);
  const start = clocks[0]?.read(0) ?? 0;
  return micros.map((now) => {
    simulation.kernel.runUntil(now);
    return clocks.map((clock) => clock.read(now) - start - now);
  });
}

const at = { id: 1, atMicros: 1_000_000, durationMicros: 1_000_000 } as const;

test('clock-freeze: the hands stand still, and are right again when it ends', () => {
  const freeze: Fault = { kind: 'clock-freeze', ...at, targets: ['s1'], amount: -1_000_000 };
  expect(errorsUnder(freeze, [999_999, 1_000_000, 1_400_000, 2_000_000])).toEqual([
    [0, 0, 0],
    [0, 0, 0],
    [-400_000, 0, 0],
    [0, 0, 0],
  ]);
});

test('clock-rates: no two clocks run alike; what they gained or lost stays', () => {
  const rates: Fault = { kind: 'clock-rates', ...at, targets: ['s1', 's2', 's3'], amount: 2_000 };
  expect(errorsUnder(rates, [1_000_000, 1_500_000, 2_000_000, 3_000_000])).toEqual([
    [0, 0, 0],
    [1_000, 0, -1_000],
    [2_000, 0, -2_000],
    [2_000, 0, -2_000],
  ]);
});

test('clock-strobe: clocks jump forth and back, and end where they were', () => {
  const strobe: Fault = { kind: 'clock-strobe', ...at, targets: ['s2'], amount: -700, periodMicros: 300_000 };
  expect(errorsUnder(strobe, [1_100_000, 1_400_000, 1_700_000, 1_950_000, 2_000_000, 3_000_000])).toEqual(
    [-700, 0, -700, 0, 0, 0].map((error) => [0, error, 0]),
  );
});

test('clock-strobe that ends away from where it was goes back', () => {
  const strobe: Fault = { kind: 'clock-strobe', ...at, targets: ['s2'], amount: 900, periodMicros: 600_000 };
  const longer = { ...strobe, durationMicros: 1_500_000 };
  expect(errorsUnder(longer, [2_400_000, 2_500_000])).toEqual([
    [0, 900, 0],
    [0, 0, 0],
  ]);
});
