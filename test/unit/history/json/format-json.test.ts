import { describe, expect, test } from 'vitest';
import { formatOperation } from '../../../../src/history/json/format-json.ts';
import { errorOf } from '../../../helpers/error-of.ts';

describe('formatOperation', () => {
  test("writes Jepsen's fields in Jepsen's order, then the extra ones", () => {
    const operation = {
      extra: { b: 1, a: [null] },
      error: 'timeout',
      value: null,
      f: 'read',
      type: 'info' as const,
      process: 2,
    };
    expect(formatOperation({ ...operation, time: 5, index: 1 })).toBe(
      '{"index":1,"time":5,"process":2,"type":"info","f":"read","value":null,"error":"timeout","extra":{"b":1,"a":[null]}}',
    );
  });

  const operation = { index: 0, time: 0, process: 0, type: 'ok' as const, f: 'read' };

  test.each([
    [9007199254740993n, '9007199254740993'],
    [1e20, '1e+20'],
    [-0, '0'],
    ['"\n\u2028', '"\\"\\n\u2028"'],
    [{ a: undefined, b: true }, '{"b":true}'],
  ])('writes %o', (value, text) => {
    expect(formatOperation({ ...operation, value })).toContain(`"value":${text}}`);
  });

  test('refuses what nests deeper than 500 levels', () => {
    const nest = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
    expect(() => formatOperation({ ...operation, value: nest(500) })).not.toThrow();
    expect(() => formatOperation({ ...operation, value: nest(501) })).toThrow('nests deeper than 500 levels');
  });

  test.each([
    [NaN, 'HistoryError: field "value": NaN can\'t be written; expected plain data'],
    [-Infinity, 'HistoryError: field "value": -Infinity can\'t be written; expected plain data'],
    [[1, undefined], 'HistoryError: field "value": undefined can\'t be written; expected plain data'],
    [new Map([[1, 2]]), 'HistoryError: field "value": Map(1) { 1 => 2 } can\'t be written; expected plain data'],
  ])('refuses %o', (value, error) => {
    expect(errorOf(() => formatOperation({ ...operation, value }))).toBe(error);
  });
});
