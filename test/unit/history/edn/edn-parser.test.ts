import { describe, expect, test } from 'vitest';
import { CLOSING, EdnParser, END_OF_TEXT } from '../../../../src/history/edn/edn-parser.ts';
import { EdnText } from '../../../../src/history/edn/edn-text.ts';
import { errorOf } from '../../../helpers/error-of.ts';

function parseAll(text: string): unknown[] {
  const source = new EdnText();
  source.append(text);
  source.ended = true;
  const parser = new EdnParser(source);
  const forms: unknown[] = [];
  for (;;) {
    const form = parser.next();
    if (form === END_OF_TEXT) return forms;
    if (form === CLOSING) throw parser.fail('a closing bracket');
    forms.push(form);
  }
}

describe('EdnParser reads', () => {
  test.each<[string, unknown]>([
    ['nil', null],
    ['true', true],
    ['false', false],
    ['foo/bar', 'foo/bar'],
    ['...', '...'],
    ['+', '+'],
    ['-', '-'],
    ['jepsen.core$fn__1', 'jepsen.core$fn__1'],
    [':invoke', 'invoke'],
    [':n1', 'n1'],
    [':1', '1'],
    [':ns.a/b-c?', 'ns.a/b-c?'],
    ['::local/key', 'local/key'],
    ['0', 0],
    ['-0', 0],
    ['+7', 7],
    ['-12', -12],
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', 9007199254740993n],
    ['-9007199254740993', -9007199254740993n],
    ['+9007199254740993', 9007199254740993n],
    ['5N', 5],
    ['123456789012345678901234567890N', 123456789012345678901234567890n],
    ['0x1F', 31],
    ['1.5', 1.5],
    ['-2.50', -2.5],
    ['3.', 3],
    ['1e3', 1000],
    ['1.5E-7', 1.5e-7],
    ['1e999', { '#number': 'Infinity' }],
    ['1.50M', { '#decimal': '1.50' }],
    ['7M', { '#decimal': '7' }],
    ['-1/3', { '#ratio': '-1/3' }],
    ['##Inf', { '#number': 'Infinity' }],
    ['##-Inf', { '#number': '-Infinity' }],
    ['##NaN', { '#number': 'NaN' }],
    ['"a\\n\\"b\\\\ \\u00e4\\t"', 'a\n"b\\ ä\t'],
    ['"\\r\\b\\f \\101\\0"', '\r\b\f A\0'],
    ['"ends in a backslash \\\\"', 'ends in a backslash \\'],
    ['"a ; b [ #_"', 'a ; b [ #_'],
    ['"two\nlines"', 'two\nlines'],
    ['\\a', 'a'],
    ['\\😀', '😀'],
    ['[\\newline \\return \\space \\tab \\formfeed \\backspace]', ['\n', '\r', ' ', '\t', '\f', '\b']],
    ['\\u00e4', 'ä'],
    ['\\o101', 'A'],
    ['\\u03A9', 'Ω'],
    ['[\\( \\) \\" \\; \\\\]', ['(', ')', '"', ';', '\\']],
    ['[]', []],
    ['(1 (2) [3])', [1, [2], [3]]],
    ['[1,2 , 3]', [1, 2, 3]],
    ['[:r 5 nil]', ['r', 5, null]],
    ['#{10 9 :b "a"}', [9, 10, 'a', 'b']],
    ['{:type :ok, "s" 1, sym 2, 5 [6]}', { type: 'ok', s: 1, sym: 2, 5: [6] }],
    [
      '{[1 2] :a, nil 3}',
      {
        '#map': [
          [[1, 2], 'a'],
          [null, 3],
        ],
      },
    ],
    [
      '{1 :a, "1" :b}',
      {
        '#map': [
          [1, 'a'],
          ['1', 'b'],
        ],
      },
    ],
    [
      '{nil 3, [1 2] :a}',
      {
        '#map': [
          [[1, 2], 'a'],
          [null, 3],
        ],
      },
    ],
    ['{1.5 :a}', { '#map': [[1.5, 'a']] }],
    ['#:jepsen{:a 1, :other/b 2}', { 'jepsen/a': 1, 'other/b': 2 }],
    ['#inst "2020-01-01T00:00:00Z"', { '#inst': '2020-01-01T00:00:00Z' }],
    ['#uuid"f81d4fae"', { '#uuid': 'f81d4fae' }],
    ['#object[java.lang.Object 0x1f "x"]', { '#object': ['java.lang.Object', 31, 'x'] }],
    [
      '#error {:cause "no", :via [{:at [a.b$c d "F.java" 12]}]}',
      { '#error': { cause: 'no', via: [{ at: ['a.b$c', 'd', 'F.java', 12] }] } },
    ],
    ['#some.ns/Tag #{2 1}', { '#some.ns/Tag': [1, 2] }],
  ])('%s', (text, value) => {
    expect(parseAll(text)).toEqual([value]);
  });

  test('white space, commas, comments and discarded forms between forms', () => {
    expect(parseAll('; first\n1 #_ 2 #_[3 {4 5}] 6, ;7\r\n #_ #_ 8 9 [#_a b #_c] ; end')).toEqual([1, 6, ['b']]);
  });

  test('a map whose key is __proto__', () => {
    const [map] = parseAll('{:__proto__ {:x 1}}');
    expect(Object.entries(map as object)).toEqual([['__proto__', { x: 1 }]]);
  });
});

describe('EdnParser refuses', () => {
  test.each([
    ['[1\n 2', 'HistoryError: line 2: the file ends before "]"'],
    ['(1\n 2]', 'HistoryError: line 2: "]" where ")" is expected'],
    ['{:a}', 'HistoryError: line 1: a map has a key without a value'],
    ['{:a 1\n :a 2}', 'HistoryError: line 2: a map has a key twice'],
    ['{[1] 1 [1] 2}', 'HistoryError: line 1: a map has a key twice'],
    ['"abc', 'HistoryError: line 1: the file ends inside a string'],
    ['"a\\qb"', 'HistoryError: line 1: "a\\\\qb" has an escape that EDN does not have'],
    ['\\foo', 'HistoryError: line 1: \\foo is not a character'],
    ['1x', 'HistoryError: line 1: "1x" is not a number'],
    ['007', 'HistoryError: line 1: "007" is not a number'],
    ['1/0', 'HistoryError: line 1: "1/0" is not a number'],
    ['[1x\n]', 'HistoryError: line 1: "1x" is not a number'],
    ['##+Inf', 'HistoryError: line 1: ##+Inf is not a number; expected ##Inf, ##-Inf or ##NaN'],
    ['##Nope', 'HistoryError: line 1: ##Nope is not a number; expected ##Inf, ##-Inf or ##NaN'],
    ['#"regex"', 'HistoryError: line 1: #"" is not a tag'],
    ['#<Object>', 'HistoryError: line 1: #"<Object>" is not a tag'],
    ['[#tag]', 'HistoryError: line 1: "]" in the place of the value of #tag'],
    ['#:a [1 2]', 'HistoryError: line 1: #:a stands before no map'],
    ['#tag', 'HistoryError: line 1: the file ends where the value of #tag is expected'],
    ['[1 #_]', 'HistoryError: line 1: "]" in the place of a form behind #_'],
    [']', 'HistoryError: line 1: a closing bracket'],
  ])('%j', (text, error) => {
    expect(errorOf(() => parseAll(text))).toBe(error);
  });

  test('what nests too deep, however it nests', () => {
    const error = 'HistoryError: line 1: nests deeper than 500 levels';
    expect(errorOf(() => parseAll('['.repeat(100_000)))).toBe(error);
    expect(errorOf(() => parseAll('#a '.repeat(100_000)))).toBe(error);
    expect(errorOf(() => parseAll('#_ '.repeat(100_000)))).toBe(error);
  });

  test('but not many forms side by side', () => {
    const [form] = parseAll(`[${'[1] #a 1 #_ x '.repeat(600)}]`);
    expect(form).toHaveLength(1_200);
  });
});
