import { type PageSubject, type RunData, unpackRun } from '../data/run-data.ts';

/** Unpacks what the page carries of its run. Nothing is loaded from elsewhere. */
export async function loadSubject(packed: string): Promise<PageSubject> {
  const text = atob(packed);
  // A loop: `Uint8Array.from` with a function takes ten times as long, which a large run makes felt.
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = text.charCodeAt(at);
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return unpackRun((await new Response(inflated).json()) as RunData);
}
