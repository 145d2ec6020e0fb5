import { expect, test } from 'vitest';
import { formatEdnHistory } from '../../../../src/history/edn/format-edn.ts';
import { History } from '../../../../src/history/history.ts';
import type { Operation } from '../../../../src/history/operation.generated.ts';
import { errorOf } from '../../../helpers/error-of.ts';

function format(...operations: Operation[]): string[] {
  return [...formatEdnHistory(new History(operations))];
}

function formatValue(value: unknown): string | undefined {
  const [line] = format({ index: 0, time: 0, process: 'n1', type: 'info', f: 'state', value });
  return line?.slice('{:index 0, :time 0, :process :n1, :type :info, :f :state, :value '.length, -1);
}

test('a line an operation, keywords where Jepsen has them', () => {
  const value = [
    ['r', 1, null],
    ['append', 'x', 2],
  ];
  expect(
    format(
      { index: 0, time: 5, process: 3, type: 'invoke', f: 'txn', value },
      { index: 1, time: 6, process: 'nemesis', type: 'info', f: 'cut links', value: ['n1'] },
      { index: 2, time: 7, process: 3, type: 'info', f: 'txn', value, error: 'timeout', commitTimestamp: 8 },
    ),
  ).toEqual([
    '{:index 0, :time 5, :process 3, :type :invoke, :f :txn, :value [[:r 1 nil] [:append "x" 2]]}',
    '{:index 1, :time 6, :process :nemesis, :type :info, :f "cut links", :value ["n1"]}',
    '{:index 2, :time 7, :process 3, :type :info, :f :txn, :value [[:r 1 nil] [:append "x" 2]], :error "timeout", :commitTimestamp 8}',
  ]);
});

test('what is no list in a transaction is written as it is', () => {
  const value = [5, null, [null, 'r'], ['r', 1, null]];
  expect(format({ index: 0, time: 0, process: 0, type: 'invoke', f: 'txn', value })).toEqual([
    '{:index 0, :time 0, :process 0, :type :invoke, :f :txn, :value [5 nil [nil "r"] [:r 1 nil]]}',
  ]);
});

test('a fail repeats the value of its invocation, as Knossos demands', () => {
  const [, fail] = format(
    { index: 0, time: 0, process: 0, type: 'invoke', f: 'write', value: 7 },
    { index: 1, time: 1, process: 0, type: 'fail', f: 'write', value: null },
  );
  expect(fail).toBe('{:index 1, :time 1, :process 0, :type :fail, :f :write, :value 7}');
});

test.each<[unknown, string]>([
  [null, 'nil'],
  [true, 'true'],
  [-1.5, '-1.5'],
  [1e20, '1e+20'],
  [9007199254740993n, '9007199254740993N'],
  ['a"\n', '"a\\"\\n"'],
  [[1, [2]], '[1 [2]]'],
  // Only in a transaction the first of a list is a name.
  [[['r', 1]], '[["r" 1]]'],
  [{ a: 1, 'b/c': 2, 10: 3, '-7': 4, 'two words': 5, '-0': 6 }, '{10 3, :a 1, :b/c 2, -7 4, "two words" 5, "-0" 6}'],
  // As an integer it would come back as another key: objects have none beyond 2^53.
  [{ '12345678901234567890': 1 }, '{"12345678901234567890" 1}'],
  [{ '#inst': '2020' }, '#inst "2020"'],
  [{ '#ratio': '1/3' }, '1/3'],
  [{ '#ratio': '-1/3' }, '-1/3'],
  [{ '#decimal': '1.50' }, '1.50M'],
  [{ '#number': 'NaN' }, '##NaN'],
  [{ '#number': '-Infinity' }, '##-Inf'],
  [{ '#map': [[[1], 2]] }, '{[1] 2}'],
  [{ '#map': [[1, 2], [3]] }, '#map [[1 2] [3]]'],
  [{ '#ratio': 'none' }, '#ratio "none"'],
  [{ '#not a tag': 1 }, '{"#not a tag" 1}'],
  [{ '#a': 1, b: 2 }, '{"#a" 1, :b 2}'],
])('%o', (value, text) => {
  expect(formatValue(value)).toBe(text);
});

test('refuses what nests deeper than 500 levels', () => {
  const nest = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
  expect(() => formatValue(nest(500))).not.toThrow();
  expect(() => formatValue(nest(501))).toThrow('nests deeper than 500 levels');
});

test.each([[new Date(0)], [Symbol('x')], [[undefined]]])('refuses %o', (value) => {
  expect(errorOf(() => formatValue(value))).toMatch(
    /^HistoryError: operation 0, field "value": .* can't be written; expected plain data$/,
  );
});
