import { expect, test } from 'vitest';
import { Pace } from '../../../src/cli/output/pace.ts';

test('tells the rate so far, and how long the rest takes at that rate', () => {
  let millis = 1000;
  const pace = new Pace(100, () => millis);
  pace.advance(5);
  millis += 10_000;
  expect(pace.text()).toBe('0.5 runs/s, 3 min left');
  pace.advance(35);
  expect(pace.text()).toBe('4.0 runs/s, 15 s left');
  pace.advance(60);
  expect(pace.text()).toBe('10.0 runs/s');
});

test('the very first runs, and days of work', () => {
  let millis = 0;
  const pace = new Pace(72_001, () => millis);
  expect(pace.text()).toBe('0.0 runs/s');
  pace.advance(1);
  millis = 2000;
  expect(pace.text()).toBe('0.5 runs/s, 40.0 h left');
});
