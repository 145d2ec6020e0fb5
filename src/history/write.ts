import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { formatEdnHistory } from './edn/format-edn.ts';
import type { History } from './history.ts';
import { locate } from './history-error.ts';
import { formatOperation } from './json/format-json.ts';

const CHUNK_LENGTH = 256 * 1024;

/**
 * Writes a history as JSON lines, packed when the path ends in `.gz`. The file appears under its name only when it is
 * whole: it is written beside it as `.partial` and renamed.
 *
 * @throws HistoryError for a value that JSON can't hold
 */
export function writeHistory(path: string, history: History): Promise<void> {
  return writeLines(path, formatJsonLines(history));
}

/**
 * Writes a history as EDN, one map a line, as Jepsen, Knossos and Elle read it; otherwise as `writeHistory`.
 *
 * @throws HistoryError for a value that EDN can't hold
 */
export function writeEdnHistory(path: string, history: History): Promise<void> {
  return writeLines(path, formatEdnHistory(history));
}

function* formatJsonLines(history: History): Generator<string> {
  for (const [operation, entry] of history.operations.entries()) {
    try {
      yield formatOperation(entry);
    } catch (error) {
      throw locate(error, { operation });
    }
  }
}

async function writeLines(path: string, lines: Iterable<string>): Promise<void> {
  const partial = `${path}.partial`;
  const file = createWriteStream(partial);
  try {
    const text = Readable.from(joinLines(lines));
    await (path.endsWith('.gz') ? pipeline(text, createGzip(), file) : pipeline(text, file));
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw locate(error, { file: path });
  }
}

/** Puts lines together to pieces that are worth a write. */
function* joinLines(lines: Iterable<string>): Generator<string> {
  let piece = '';
  for (const line of lines) {
    piece += `${line}\n`;
    if (piece.length < CHUNK_LENGTH) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}
