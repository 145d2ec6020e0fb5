import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { forEachLine, lineBlocks } from '../../../../src/history/input/line-blocks.ts';
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

describe('a line of more than 256 MiB', () => {
  /** The same mebibyte again and again. */
  function streamRepeated(chunk: Buffer): Readable {
    return Readable.from(Array.from({ length: 260 }, () => chunk));
  }

  async function countBlocks(chunk: Buffer): Promise<number> {
    let blocks = 0;
    for await (const { bytes } of lineBlocks(streamRepeated(chunk))) blocks += bytes.length > 0 ? 1 : 0;
    return blocks;
  }

  test('is refused', async () => {
    expect(await rejectionOf(countBlocks(Buffer.alloc(2 ** 20, ' ')))).toBe(
      'HistoryError: a line is longer than 268435456 bytes',
    );
  });

  test('is not what a file of so many bytes has', async () => {
    const chunk = Buffer.alloc(2 ** 20, ' ');
    chunk.write('\n', 1);
    expect(await countBlocks(chunk)).toBe(261);
  });
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
