import { expect, test } from 'vitest';
import { valueText } from '../../../../src/report/text/value-text.ts';

test.each<[unknown, string]>([
  [null, 'nil'],
  [undefined, 'nil'],
  [17, '17'],
  [-0.5, '-0.5'],
  [true, 'true'],
  ['x "y"', String.raw`"x \"y\""`],
  [[3, null], '[3 nil]'],
  [['r', 'x', [1, 2]], '["r" "x" [1 2]]'],
  [{ cart: 'c1', items: ['a'] }, '{cart: "c1", items: ["a"]}'],
  [{ 'two words': 1 }, '{"two words": 1}'],
  [[], '[]'],
  [{}, '{}'],
])('%o is written as %s', (value, expected) => {
  expect(valueText(value)).toBe(expected);
});

test('an integer beyond 2^53 is exact', () => {
  expect(valueText(2n ** 60n)).toBe('1152921504606846976');
});

test('nesting ends at 16 levels', () => {
  let value: unknown = 'bottom';
  for (let level = 0; level < 100; level++) value = [value];
  expect(valueText(value)).toBe(`${'['.repeat(16)}…${']'.repeat(16)}`);
});
