import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Clock } from '../../../src/simulation/clock.ts';

const anyDrift = fc.integer({ min: -500_000, max: 500_000 });
const anyMicros = fc.nat({ max: 60_000_000 });

describe('Clock', () => {
  test('shows its epoch and the time since', () => {
    expect(new Clock(1_000).read(5)).toBe(1_005);
  });

  test('shifts add up and are taken back in any order', () => {
    const clock = new Clock(0);
    clock.shift(500);
    clock.shift(-70);
    expect(clock.read(10)).toBe(440);
    clock.shift(-500);
    clock.shift(70);
    expect(clock.read(10)).toBe(10);
  });

  test('drift changes the rate from now on; what it gained stays', () => {
    const clock = new Clock(0);
    clock.changeDrift(1_000_000, 200);
    expect(clock.read(2_000_000)).toBe(2_000_200);
    clock.changeDrift(2_000_000, -200);
    expect(clock.read(3_000_000)).toBe(3_000_200);
  });

  test('a clock that would stand still or run backwards is refused', () => {
    expect(() => new Clock(0).changeDrift(0, -1_000_000)).toThrow(RangeError);
  });

  test('never runs backwards by itself', () => {
    fc.assert(
      fc.property(anyDrift, anyMicros, fc.nat({ max: 1_000 }), (drift, at, later) => {
        const clock = new Clock(0);
        clock.changeDrift(7, drift);
        expect(clock.read(7 + at + later)).toBeGreaterThanOrEqual(clock.read(7 + at));
      }),
    );
  });

  test('no timer rings early by the clock it was set on, and none more than two microseconds late', () => {
    fc.assert(
      fc.property(anyDrift, anyMicros, anyMicros, (drift, at, micros) => {
        const clock = new Clock(0);
        clock.changeDrift(0, drift);
        const rings = at + clock.trueDuration(micros);
        const counted = clock.read(rings) - clock.read(at);
        expect(counted).toBeGreaterThanOrEqual(micros);
        expect(counted).toBeLessThanOrEqual(micros + 2);
      }),
    );
  });

  test('longer by the clock is never shorter in truth', () => {
    fc.assert(
      fc.property(anyDrift, anyMicros, anyMicros, (drift, one, other) => {
        const clock = new Clock(0);
        clock.changeDrift(0, drift);
        const [short, long] = [Math.min(one, other), Math.max(one, other)];
        expect(clock.trueDuration(short)).toBeLessThanOrEqual(clock.trueDuration(long));
      }),
    );
  });
});
