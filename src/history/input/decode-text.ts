import { HistoryError } from '../history-error.ts';

/**
 * Decodes the chunks of a file; a character may stand in two of them.
 *
 * @param line where the reader is, for the message
 * @throws HistoryError for bytes that are not UTF-8
 */
export async function* decodeText(chunks: AsyncIterable<Buffer>, line: () => number): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Buffer): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw new HistoryError('is not UTF-8, on this line or one after it', { line: line() });
    }
  };
  for await (const chunk of chunks) yield decode(chunk);
  yield decode();
}
