import { expect, test } from 'vitest';
import { positiveSettings } from '../../../../src/models/parts/positive-settings.ts';

test('gives the settings that were asked for, and no others', () => {
  expect(positiveSettings(['replicas'], { replicas: 3, other: true })).toEqual({ replicas: 3 });
});

test.each([undefined, 0, -1, 1.5, true])('refuses %s', (value) => {
  const settings = value === undefined ? {} : { replicas: value };
  expect(() => positiveSettings(['replicas'], settings)).toThrow(
    new RangeError(`setting "replicas" must be a positive integer, not ${String(value)}`),
  );
});
