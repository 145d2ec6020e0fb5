import { expect, test } from 'vitest';
import { TextPieces } from '../../../../src/checkers/linearizability/text-pieces.ts';

test('texts that may be taken for each other are no pieces', () => {
  expect(TextPieces.of(['b', 'a', 'ab'])).toBeUndefined();
  expect(TextPieces.of(['a', 'b', 'a'])).toBeUndefined();
  expect(TextPieces.of([''])).toBeUndefined();
});

test('a text comes apart into pieces in one way, or in none', () => {
  const pieces = TextPieces.of(['b', 'aab', 'ac'])!;
  expect(pieces.split('')).toEqual([]);
  expect(pieces.split('aabbac')).toEqual(['aab', 'b', 'ac']);
  expect(pieces.split('xxbac', 2)).toEqual(['b', 'ac']);
  expect(pieces.split('aa')).toBeUndefined();
  expect(pieces.split('ba')).toBeUndefined();
  expect(pieces.split('cb')).toBeUndefined();
  expect(pieces.at('bacb', 1)).toBe('ac');
  expect(pieces.at('bacb', 2)).toBeUndefined();
});
