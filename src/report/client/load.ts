import { type PageSubject, type RunData, unpackRun } from '../data/run-data.ts';

/** Unpacks what the page carries of its run. Nothing is loaded from elsewhere. */
export async function loadSubject(packed: string): Promise<PageSubject> {
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return unpackRun((await new Response(inflated).json()) as RunData);
}
