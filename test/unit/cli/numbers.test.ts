import { expect, test } from 'vitest';
import { parseCount, parseSeed, parseSeeds } from '../../../src/cli/numbers.ts';

test('seeds are safe integers from 0', () => {
  expect(parseSeed('--seed', '0')).toBe(0);
  expect(parseSeed('--seed', '9007199254740991')).toBe(Number.MAX_SAFE_INTEGER);
  for (const given of ['', ' 1', '1e3', '0x10', '-1', '1.0', '9007199254740992', 'NaN', 'Infinity'])
    expect(() => parseSeed('--seed', given), given).toThrow(`--seed "${given}" is not a seed`);
});

test('a range holds both its ends, and a single seed is one', () => {
  expect(parseSeeds('--seeds', '3..7')).toEqual({ first: 3, last: 7 });
  expect(parseSeeds('--seeds', '3..3')).toEqual({ first: 3, last: 3 });
  expect(parseSeeds('--seeds', '3')).toEqual({ first: 3, last: 3 });
  expect(() => parseSeeds('--seeds', '..3')).toThrow('--seeds "" is not a seed');
  expect(() => parseSeeds('--seeds', '3..2')).toThrow('empty range');
});

test('counts are integers from 1 to a limit', () => {
  expect(parseCount('--ops', '200', 1000)).toBe(200);
  for (const given of ['0', '-1', '1.5', '1001', 'many'])
    expect(() => parseCount('--ops', given, 1000), given).toThrow(
      `--ops "${given}" is not a count; expected an integer from 1 to 1000.`,
    );
});
