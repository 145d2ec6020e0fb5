import { isUtf8 } from 'node:buffer';
import { HistoryError } from '../history-error.ts';

const NEWLINE = 10;
const LINE_LIMIT_BYTES = 256 * 1024 * 1024;

/** Whole lines of a file. `ended` is false for a last line without a line's end, which may have been cut off. */
export interface LineBlock {
  readonly bytes: Buffer;
  readonly ended: boolean;
}

/** Cuts a stream of bytes behind the ends of lines; what follows the last one is a block of its own. */
export async function* lineBlocks(chunks: AsyncIterable<Buffer>): AsyncGenerator<LineBlock> {
  let pieces: Buffer[] = [];
  let held = 0;
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end > 0) {
      yield { bytes: Buffer.concat([...pieces, chunk.subarray(0, end)]), ended: true };
      pieces = [];
      held = 0;
    }
    pieces.push(chunk.subarray(end));
    held += chunk.length - end;
    if (held > LINE_LIMIT_BYTES) throw new HistoryError(`a line is longer than ${LINE_LIMIT_BYTES} bytes`);
  }
  if (held > 0) yield { bytes: Buffer.concat(pieces), ended: false };
}

/** Calls `take` with each line as text, without its end, and its number. Lines of white space are left out. */
export async function forEachLine(
  chunks: AsyncIterable<Buffer>,
  take: (text: string, line: number, ended: boolean) => void,
): Promise<void> {
  let line = 0;
  for await (const { bytes, ended } of lineBlocks(chunks)) {
    for (let start = 0; start < bytes.length;) {
      const newline = bytes.indexOf(NEWLINE, start);
      const end = newline < 0 ? bytes.length : newline;
      const text = decodeLine(bytes, start, end, ++line);
      if (text !== '') take(text, line, ended);
      start = end + 1;
    }
  }
}

/** @throws HistoryError for bytes that are not UTF-8 */
export function decodeLine(bytes: Buffer, start: number, end: number, line: number): string {
  const text = bytes.toString('utf8', start, end);
  if (text.includes('\uFFFD') && !isUtf8(bytes.subarray(start, end))) throw new HistoryError('is not UTF-8', { line });
  return text.trim();
}
