import { expect, test } from 'vitest';
import { contextOf, findFirstDifference } from '../../../../src/search/determinism/first-difference.ts';
import type { LoggedEvent } from '../../../../src/simulation/event-log.ts';

const logOf = (...texts: readonly string[]): readonly LoggedEvent[] =>
  texts.map((text, nth) => ({ event: nth + 1, text, digest: `d${nth}` }));

test('equal logs have no first difference', () => {
  expect(findFirstDifference(logOf('a', 'b'), logOf('a', 'b'))).toBeUndefined();
});

test('the first entry whose text differs, in both contexts', () => {
  const first = findFirstDifference(logOf('a', 'b', 'c', 'd'), logOf('a', 'b', 'x', 'd'));
  expect(first?.event).toBe(3);
  expect(first?.before.map(({ text }) => text)).toEqual(['a', 'b']);
  expect(first?.one.map(({ text }) => text)).toEqual(['c', 'd']);
  expect(first?.other.map(({ text }) => text)).toEqual(['x', 'd']);
});

test('the same words after another digest differ', () => {
  const [entry] = logOf('a');
  if (entry === undefined) throw new Error('a log of one entry');
  expect(findFirstDifference([entry], [{ ...entry, digest: 'other' }])?.event).toBe(1);
});

test.each([
  [logOf('a'), logOf('a', 'b')],
  [logOf('a', 'b'), logOf('a')],
])('a log that ends earlier differs where it ends', (one, other) => {
  expect(findFirstDifference(one, other)?.event).toBe(2);
});

test('the context of an event that both have, and none of one that comes after them', () => {
  const log = logOf('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j');
  const around = contextOf(8, log, log);
  expect(around?.event).toBe(8);
  expect(around?.before.map(({ text }) => text)).toEqual(['b', 'c', 'd', 'e', 'f', 'g']);
  expect(around?.one.map(({ text }) => text)).toEqual(['h', 'i', 'j']);
  expect(around?.other).toEqual(around?.one);
  expect(contextOf(11, log, log)).toBeUndefined();
});
