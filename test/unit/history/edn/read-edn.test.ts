import { describe, expect, test } from 'vitest';
import { readEdn } from '../../../../src/history/edn/read-edn.ts';
import { rejectionOf } from '../../../helpers/error-of.ts';
import { streamBytes, streamText } from '../../../helpers/text-stream.ts';

async function read(text: string, chunkBytes = 64): Promise<[unknown, number][]> {
  const records: [unknown, number][] = [];
  await readEdn(streamText(text, chunkBytes), (record, line) => records.push([record, line]));
  return records;
}

const maps: [unknown, number][] = [
  [{ a: 'ü;]' }, 2],
  [{ b: ['c', 12] }, 4],
  [{ c: { '#inst': '2020' } }, 5],
  [{ d: 'two\nlines' }, 5],
  [{ '#e': 1, f: 2 }, 7],
];
const body = [
  '\n{:a "ü;]"} ; one }\n\n{:b [:c 12]}\n#_{:no 1} #jepsen.history.Op{:c #inst "2020"}',
  ' {:d\n"two\nlines"} {"#e" 1 :f 2}',
].join('');

describe('readEdn', () => {
  describe.each([1, 2, 3, 11, 10_000])('in chunks of %d bytes', (chunkBytes) => {
    test.each([
      ['a stream of maps', body],
      ['a vector', `[${body}]\n; end`],
      ['a list', `(${body}\n)  #_ #_ x y`],
      ['a vector behind a discarded form', `#_ [1] [${body}]`],
    ])('reads %s', async (_, text) => {
      expect(await read(text, chunkBytes)).toEqual(maps);
    });
  });

  test.each(['', ' ; nothing\n', '[]', '( #_1 )'])('%j has no record', async (text) => {
    expect(await read(text)).toEqual([]);
  });

  test.each([
    ['[{:a 1}\n{:b 2}\n', 'HistoryError: line 3: the file is cut off: "[" of line 1 is not closed'],
    ['({:a 1}', 'HistoryError: line 1: the file is cut off: "(" of line 1 is not closed'],
    ['[{:a 1}]\n]', 'HistoryError: line 2: something follows the collection of operations; expected the end'],
    ['; x\n({:a 1}\n{:b ', 'HistoryError: line 3: the file ends before "}"'],
    ['[{:a 1}]\n{:b 2}', 'HistoryError: line 2: something follows the collection of operations; expected the end'],
    ['[{:a 1})', 'HistoryError: line 1: ")" where "]" is expected'],
    ['{:a 1}\n}', 'HistoryError: line 2: a closing bracket that closes nothing'],
    ['{:a 1}\n\n{:b 1x}', 'HistoryError: line 3: "1x" is not a number'],
  ])('%j is refused', async (text, error) => {
    for (const chunkBytes of [1, 1_000]) expect(await rejectionOf(read(text, chunkBytes))).toBe(error);
  });

  test.each([
    ['a byte that no character has', '{:a 1}\n{:b "', [0xff, 0x22, 0x7d], 2],
    ['a character that is cut off by the end of the file', '{:a 1}\n{:b 2}\n;', [0xc3], 2],
  ])('bytes that are no UTF-8 are refused: %s', async (_, text, bytes, line) => {
    const stream = streamBytes(Buffer.from([...Buffer.from(text), ...bytes]), 3);
    const error = `HistoryError: line ${line}: is not UTF-8, on this line or one after it`;
    expect(await rejectionOf(readEdn(stream, () => undefined))).toBe(error);
  });
});
