import { createReadStream, statSync } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { HistoryError } from '../history-error.ts';

/** The path of what is fed to this process. */
export const STANDARD_INPUT = '/dev/stdin';

const CHUNK_BYTES = 1024 * 1024;
const HEAD_BYTES = 64 * 1024;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** What is wrong, by the code of an error of the system. */
const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'is a folder; expected a file with a history',
  EACCES: 'may not be read by this user',
  Z_BUF_ERROR: 'the file is cut off: what gzip packed ends too early',
};

/** The path of a file (unpacked when its name ends in `.gz`), or a stream of bytes or text. */
export type Source = string | Readable;

export interface OpenedSource {
  /** The first bytes, 65,536 at least unless the source is shorter, without a byte order mark. */
  readonly head: Buffer;
  /** All bytes, the first ones included. */
  readonly chunks: AsyncIterable<Buffer>;
}

/** The name of a source in messages. */
export function nameOf(source: Source): string {
  return typeof source === 'string' ? source : '<stream>';
}

/** @throws HistoryError (here, or while the chunks are read) when the source can't be read or unpacked */
export async function openSource(source: Source): Promise<OpenedSource> {
  const rest = readChunks(source);
  const pieces: Buffer[] = [];
  let held = 0;
  while (held < HEAD_BYTES) {
    const next = await rest.next();
    if (next.done === true) break;
    pieces.push(next.value);
    held += next.value.length;
  }
  const bytes = Buffer.concat(pieces);
  const head = bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? bytes.subarray(3) : bytes;
  return { head, chunks: prepend(head, rest) };
}

async function* prepend(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  yield* rest;
}

async function* readChunks(source: Source): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of streamOf(source) as AsyncIterable<Buffer | string>)
      yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  } catch (error) {
    throw isSystemError(error) ? new HistoryError(problemOf(error)) : error;
  }
}

function problemOf({ code = '', message }: NodeJS.ErrnoException): string {
  if (message === 'incorrect header check') return 'is not packed by gzip, although its name ends in .gz';
  if (code === 'Z_DATA_ERROR') return `is damaged and can't be unpacked: ${message}`;
  return PROBLEMS[code] ?? `can't be read: ${message}`;
}

function streamOf(source: Source): Readable {
  if (typeof source !== 'string') return source;
  // Node's own child processes have sockets for their standard input, which can't be opened by name.
  if (source === STANDARD_INPUT && statSync(source).isSocket())
    return createReadStream('', { fd: 0, highWaterMark: CHUNK_BYTES });
  const file = createReadStream(source, { highWaterMark: CHUNK_BYTES });
  if (!source.endsWith('.gz')) return file;
  // Errors reach the reader through what it reads.
  return pipeline(file, createGunzip({ chunkSize: CHUNK_BYTES }), () => undefined);
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}
