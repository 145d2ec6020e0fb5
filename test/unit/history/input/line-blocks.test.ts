import { expect, test } from 'vitest';
import { forEachLine } from '../../../../src/history/input/line-blocks.ts';
import { rejectionOf } from '../../../helpers/error-of.ts';
import { streamBytes, streamText } from '../../../helpers/text-stream.ts';

async function linesOf(text: string, chunkBytes: number): Promise<[string, number, boolean][]> {
  const lines: [string, number, boolean][] = [];
  await forEachLine(streamText(text, chunkBytes), (...line) => lines.push(line));
  return lines;
}

test.each([1, 2, 3, 7, 100])('lines do not depend on where chunks of %d bytes end', async (chunkBytes) => {
  expect(await linesOf('ä\r\n\n  \nbc\nlast', chunkBytes)).toEqual([
    ['ä', 1, true],
    ['bc', 4, true],
    ['last', 5, false],
  ]);
});

test('an empty text has no line', async () => {
  expect(await linesOf('', 10)).toEqual([]);
});

test('bytes that are no UTF-8 are refused with their line', async () => {
  const bytes = Buffer.from([0x61, 0x0a, 0xff, 0xfe, 0x0a]);
  expect(await rejectionOf(forEachLine(streamBytes(bytes, 2), () => undefined))).toBe(
    'HistoryError: line 2: is not UTF-8',
  );
});

test('a replacement character that the file itself has is fine', async () => {
  expect(await linesOf('a\uFFFDb\n', 10)).toEqual([['a\uFFFDb', 1, true]]);
});
