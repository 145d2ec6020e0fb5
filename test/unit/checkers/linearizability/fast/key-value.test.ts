import { describe, expect, test } from 'vitest';
import { checkLinearizability } from '../../../../../src/checkers/linearizability/check-linearizability.ts';
import { TextPieces } from '../../../../../src/checkers/linearizability/text-pieces.ts';
import type { Verdict } from '../../../../../src/checkers/verdict.ts';
import { historyOf } from '../../../../helpers/linearizability/history-of.ts';

const check = (lines: readonly string[], initial: unknown = ''): Verdict =>
  checkLinearizability(historyOf(...lines), { spec: 'key-value', initial });

/** Calls one after the other. */
const inTurn = (...calls: readonly string[]): readonly string[] =>
  calls.flatMap((call) => {
    const [f = '', value = ''] = call.split(' ');
    return f === 'get' ? [`0 invoke get`, `0 ok get ${value}`] : [`0 invoke ${f} ${value}`, `0 ok ${f} ${value}`];
  });

describe('a key of texts', () => {
  test('holds, with an order that has what nobody saw between what was seen', () => {
    const verdict = check([
      '0 invoke put "p"',
      '1 invoke append "u"',
      '1 ok append "u"',
      ...['2 invoke get', '2 ok get "pa"'],
      '3 invoke append "a"',
      '3 ok append "a"',
      '0 ok put "p"',
    ]);
    expect(verdict.verdict).toBe('violated');
    const later = check([
      '0 invoke put "p"',
      '1 invoke append "u"',
      '1 ok append "u"',
      '3 invoke append "a"',
      ...['2 invoke get', '2 ok get "pa"'],
      '3 ok append "a"',
      '0 ok put "p"',
    ]);
    expect(later).toMatchObject({
      verdict: 'holds',
      exercised: { polynomialKeys: 1 },
      certificate: { orders: [{ operations: [1, 0, 3, 4] }] },
    });
  });

  test.each([
    ['a text that nobody wrote', ['put "p"', 'get "q"'], 'thin-air-read', [2]],
    ['a put after something else', ['append "a"', 'put "p"', 'get "ap"'], 'incompatible-order', [0, 2, 4]],
    ['one append seen twice', ['append "a"', 'get "aa"'], 'duplicate', [0, 2]],
    ['two orders', ['append "a"', 'append "b"', 'get "ab"', 'get "ba"'], 'incompatible-order', [0, 2, 4, 6]],
    ['a read that lacks what was there', ['append "a"', 'append "b"', 'get "a"'], 'stale-read', [2, 4]],
    ['what was overwritten', ['put "p"', 'put "q"', 'get "p"'], 'stale-read', [0, 2, 4]],
  ])('violated: %s', (_, calls, kind, operations) => {
    const verdict = check(inTurn(...calls));
    expect(verdict).toMatchObject({ verdict: 'violated', exercised: { polynomialKeys: 1 }, anomalies: [{ kind }] });
    if (verdict.verdict === 'violated')
      expect(operations).toEqual(expect.arrayContaining([...verdict.anomalies[0].operations]));
  });

  test('a read of what a failed append brought is an aborted read', () => {
    const verdict = check(['0 invoke append "a"', '0 fail append "a"', ...inTurn('get "a"')]);
    expect(verdict).toMatchObject({ verdict: 'violated', anomalies: [{ kind: 'aborted-read', operations: [0, 2] }] });
  });

  test('a text appended twice is told apart by time where reads allow it', () => {
    const once = inTurn('append "a"', 'get "a"', 'put "p"', 'append "a"', 'get "pa"');
    expect(check(once)).toMatchObject({ verdict: 'holds', exercised: { polynomialKeys: 1 } });
    const early = inTurn('append "a"', 'put "p"', 'get "pa"', 'append "a"');
    expect(check(early)).toMatchObject({ verdict: 'violated', exercised: { polynomialKeys: 1 } });
  });

  test.each([
    ['value "p" is put twice', ['put "p"', 'put "p"'], ''],
    ['something is deleted', ['put "p"', 'delete null'], ''],
    ['a value is empty, or the beginning of another one', ['append "a"', 'append "ab"'], ''],
    ['a value is no text', ['put 1'], ''],
    ['the first value is written', ['append "a"'], 'a'],
    ['the first value is no text', ['put "a"'], []],
  ])('is searched, and says so: %s', (reason, calls, initial) => {
    expect(check(inTurn(...calls), initial)).toMatchObject({
      verdict: 'holds',
      assumed: [`${reason} (1 of 1 objects searched)`],
    });
  });
});

test('texts come apart into pieces in one way', () => {
  const pieces = TextPieces.of(['ab', 'b', 'cab']);
  expect(pieces?.split('abbcabab')).toEqual(['ab', 'b', 'cab', 'ab']);
  expect(pieces?.split('abc')).toBeUndefined();
  expect(pieces?.at('xab', 1)).toBe('ab');
  expect(TextPieces.of(['a', 'ab'])).toBeUndefined();
  expect(TextPieces.of(['a', ''])).toBeUndefined();
});
