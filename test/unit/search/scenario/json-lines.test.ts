import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brokenJsonLine, linesOfJson } from '../../../../src/search/scenario/json-lines.ts';

test('each value has the line on which it begins; the value of a name that of the value', () => {
  const text = '{\n "a": [1,\n {"b, {": "}\\"]"}],\n "c":\n null\n}';
  expect([...linesOfJson(text)].filter(([pointer]) => pointer !== '')).toEqual([
    ['/a', 2],
    ['/a/0', 2],
    ['/a/1', 3],
    ['/a/1/b, {', 3],
    ['/c', 5],
  ]);
});

/** Every pointer of a value, in the slow and obvious way. */
function pointersOf(value: unknown, pointer = ''): string[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [pointer, ...inner.flatMap(([key, child]) => pointersOf(child, `${pointer}/${key}`))];
}

test('no value is missed, whatever is in the strings', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect([...linesOfJson(JSON.stringify(value, undefined, 1)).keys()].sort()).toEqual(pointersOf(value).sort());
    }),
  );
});

test.each([
  ['{\n  "a": 1\n}', undefined],
  ['{\n  "a": 1,\n}', 3],
  ['{\n  "a": [,\n  1]}', 2],
  ['{\n  "a": "1\n}', 2],
  ['{\n  "a" 1\n}', 2],
  ['{\n  a: 1\n}', 2],
  ['{\n  "a": nul\n}', 2],
  ['{} \n{}', 2],
  ['{\n  "a": 1\n', 3],
  ['', 1],
])('%j stops being JSON in line %s', (text, line) => {
  expect(brokenJsonLine(text)).toBe(line);
});
