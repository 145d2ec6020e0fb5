import { Readable } from 'node:stream';

/** A stream of the bytes of a text, in chunks of a size. */
export function streamText(text: string, chunkBytes = 65_536): Readable {
  return streamBytes(Buffer.from(text), chunkBytes);
}

export function streamBytes(bytes: Buffer, chunkBytes: number): Readable {
  return Readable.from(chunksOf(bytes, chunkBytes));
}

function* chunksOf(bytes: Buffer, chunkBytes: number): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += chunkBytes) yield bytes.subarray(start, start + chunkBytes);
}
