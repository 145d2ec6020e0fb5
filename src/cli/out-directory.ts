import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from './usage-error.ts';

/**
 * Makes sure, before anything is run, that results can be written there.
 *
 * @throws UsageError when the folder can't be made or written to.
 */
export function prepareDirectory(directory: string): void {
  const probe = join(directory, `.capcheck-${process.pid}`);
  try {
    mkdirSync(directory, { recursive: true });
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reasons: Readonly<Record<string, string>> = {
      EEXIST: 'there is a file of that name',
      ENOTDIR: 'a part of the path is a file',
      EACCES: 'writing is not permitted',
      EPERM: 'writing is not permitted',
      EROFS: 'the file system is read-only',
    };
    throw new UsageError(`--out "${directory}" can't be written to: ${reasons[code ?? ''] ?? String(code)}.`);
  }
}
