import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Plain data as compressed text (raw deflate in base64) that a browser can unpack without help. */
export function compress(data: unknown): string {
  return deflateRawSync(JSON.stringify(data), { level: 9 }).toString('base64');
}

/** The data that `compress` was given. */
export function decompress(text: string): unknown {
  return JSON.parse(inflateRawSync(Buffer.from(text, 'base64')).toString('utf8'));
}
