import { readSync } from 'node:fs';

/** One line of a file. */
export interface FileLine {
  readonly text: string;
  /** Where it begins and how long it is, in bytes, without its line feed. */
  readonly offset: number;
  readonly bytes: number;
  /** False for the last line of a file that was cut off in the middle of a write. */
  readonly isWhole: boolean;
}

const CHUNK_BYTES = 1 << 20;
const LINE_FEED = 10;

/** The lines of an open file, one after the other, so that no more than a line and a chunk are in memory. */
export function* readLines(file: number): Generator<FileLine> {
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let rest = Buffer.alloc(0);
  let offset = 0;
  for (let position = 0; ;) {
    const read = readSync(file, chunk, 0, CHUNK_BYTES, position);
    if (read === 0) break;
    position += read;
    const bytes = Buffer.concat([rest, chunk.subarray(0, read)]);
    let begin = 0;
    for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, begin)) {
      yield lineOf(bytes.subarray(begin, end), offset, true);
      offset += end + 1 - begin;
      begin = end + 1;
    }
    rest = bytes.subarray(begin);
  }
  if (rest.length > 0) yield lineOf(rest, offset, false);
}

function lineOf(bytes: Buffer, offset: number, isWhole: boolean): FileLine {
  return { text: bytes.toString('utf8'), offset, bytes: bytes.length, isWhole };
}
