import { describe, expect, test } from 'vitest';
import { readJsonArray } from '../../../../src/history/json/read-json-array.ts';
import { rejectionOf } from '../../../helpers/error-of.ts';
import { streamBytes, streamText } from '../../../helpers/text-stream.ts';

async function read(text: string, chunkBytes = 64): Promise<[unknown, number][]> {
  const records: [unknown, number][] = [];
  await readJsonArray(streamText(text, chunkBytes), (record, line) => records.push([record, line]));
  return records;
}

describe('readJsonArray', () => {
  test.each([1, 2, 5, 1_000])('reads elements and their lines, whatever the chunks (%d bytes)', async (chunkBytes) => {
    const text = '\n[ {"a": "]},{\\"[", "b": [1, {"c": []}]},\n\n  {"ä": 9007199254740993}\n, 3 ]\n';
    expect(await read(text, chunkBytes)).toEqual([
      [{ a: ']},{"[', b: [1, { c: [] }] }, 2],
      [{ ä: 9007199254740993n }, 4],
      [3, 5],
    ]);
  });

  test.each(['[]', ' [ \n ] '])('%j has no element', async (text) => {
    expect(await read(text)).toEqual([]);
  });

  test.each([
    ['[{"a":1},\n{"b":', 'HistoryError: line 2: the file is cut off: the array is not closed'],
    ['["a\n\n', 'HistoryError: line 3: the file is cut off: the array is not closed'],
    ['[{"a":1}]\n]', 'HistoryError: line 2: something follows the array; expected the end'],
    ['{"a":1}', 'HistoryError: line 1: is not a JSON array; expected "["'],
    ['[}', 'HistoryError: line 1: a closing brace that closes nothing'],
  ])('%j is refused', async (text, error) => {
    expect(await rejectionOf(read(text))).toBe(error);
  });

  test.each([
    ['[1,]', 1],
    ['[1,\n,2]', 2],
  ])('%j has a comma too many on line %i', async (text, line) => {
    expect(await rejectionOf(read(text))).toBe(
      `HistoryError: line ${line}: a comma has no operation on one of its sides`,
    );
  });

  test.each([
    ['a byte that no character has', '[1,\n"', [0xff, 0x22, 0x5d], 2],
    ['a character that is cut off by the end of the file', '[1]\n\n', [0xc3], 3],
  ])('bytes that are no UTF-8 are refused: %s', async (_, text, bytes, line) => {
    const stream = streamBytes(Buffer.from([...Buffer.from(text), ...bytes]), 2);
    const error = `HistoryError: line ${line}: is not UTF-8, on this line or one after it`;
    expect(await rejectionOf(readJsonArray(stream, () => undefined))).toBe(error);
  });

  test('an element that is no JSON is told with its line', async () => {
    expect(await rejectionOf(read('[1,\n2,\n{"a" 3}]'))).toMatch(/^HistoryError: line 3: is not JSON: /);
  });
});
