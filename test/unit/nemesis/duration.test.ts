import { expect, test } from 'vitest';
import { parseDuration } from '../../../src/nemesis/duration.ts';

test.each([
  ['0s', 0],
  ['250us', 250],
  ['1.1ms', 1_100],
  ['0.000001s', 1],
  ['2s', 2_000_000],
  ['1.5min', 90_000_000],
])('%s is %i microseconds', (text, micros) => {
  expect(parseDuration(text)).toBe(micros);
});

test.each(['', '2', 's', '-1s', '1 s', '1e3s', '2h', '1.s'])('"%s" is no duration', (text) => {
  expect(() => parseDuration(text)).toThrow(`"${text}" is no duration`);
});

test('what is finer than a microsecond, or longer than any run, is refused rather than rounded', () => {
  expect(() => parseDuration('0.5us')).toThrow('not a whole number of microseconds');
  expect(() => parseDuration('99999999999s')).toThrow('below 1000000000000');
});
