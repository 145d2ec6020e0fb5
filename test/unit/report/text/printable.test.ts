import { expect, test } from 'vitest';
import { printable } from '../../../../src/report/text/printable.ts';

test('ordinary text of any script stays as it is', () => {
  expect(printable('naïve 購物車 🛒 a\tb\nc')).toBe('naïve 購物車 🛒 a\tb\nc');
});

test.each([
  ['a control character', '\u0000', '\\u0000'],
  ['an escape sequence of a terminal', '\u001b[31m', '\\u001b[31m'],
  ['a mark that turns the direction of text', 'ab\u202ecd', 'ab\\u202ecd'],
  ['a space without width', 'a\u200bb', 'a\\u200bb'],
  ['half of a surrogate pair', '\ud83d', '\\ud83d'],
])('%s is written as an escape', (_, text, expected) => {
  expect(printable(text)).toBe(expected);
});
