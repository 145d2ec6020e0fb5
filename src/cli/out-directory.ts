import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from './usage-error.ts';

/**
 * Makes sure, before anything is run, that results can be written there.
 *
 * @throws UsageError when the folder can't be made or written to.
 */
export function prepareDirectory(directory: string, flag = '--out'): void {
  const probe = join(directory, `.capcheck-${process.pid}`);
  try {
    makeFolders(resolve(directory));
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
      ENOENT: 'no folder can be made there',
    };
    throw new UsageError(`${flag} "${directory}" can't be written to: ${reasons[code ?? ''] ?? String(code)}.`);
  }
}

/** As `mkdir -p`; Node's own never returns on file systems that take no folders, such as /proc. */
function makeFolders(directory: string): void {
  const missing: string[] = [];
  for (let at = directory; !existsSync(at); at = dirname(at)) missing.unshift(at);
  for (const folder of missing) mkdirSync(folder);
}
