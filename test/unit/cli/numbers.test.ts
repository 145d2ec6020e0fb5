import { expect, test } from 'vitest';
import { parseCount, parseDuration, parseSeed, parseSeeds, parseShard } from '../../../src/cli/numbers.ts';

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
  for (const given of [1, 200, 1000]) expect(parseCount('--ops', String(given), 1000)).toBe(given);
  for (const given of ['0', '-1', '1.5', '1001', 'many'])
    expect(() => parseCount('--ops', given, 1000), given).toThrow(
      `--ops "${given}" is not a count; expected an integer from 1 to 1000.`,
    );
});

test('a shard is one of as many as there are', () => {
  expect(parseShard('--shard', '1/1')).toEqual({ index: 1, of: 1 });
  expect(parseShard('--shard', '2/3')).toEqual({ index: 2, of: 3 });
  for (const given of ['', '2', '0/3', '4/3', '1/3/5', 'a/b', '1/0', '-1/3', '1/20000'])
    expect(() => parseShard('--shard', given), given).toThrow(`--shard "${given}" is not a shard`);
});

test('a length of time has a unit', () => {
  const millis = ['500ms', '90s', '10m', '1.5h'].map((given) => parseDuration('--time-limit', given));
  expect(millis).toEqual([500, 90_000, 600_000, 5_400_000]);
  for (const given of ['', '10', '0s', '-1s', '10 m', '10d', '501h', 'm'])
    expect(() => parseDuration('--time-limit', given), given).toThrow(
      `--time-limit "${given}" is not a length of time`,
    );
});
