import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Writes a file so that it is there as a whole or not at all: under a temporary name, then renamed. */
export function writeWhole(path: string, text: string): void {
  const partial = `${path}.${process.pid}.partial`;
  try {
    writeFileSync(partial, text);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}
