import { appendFileSync, cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Another installation of the built program: with code that decides runs changed, or without some packages. Returns the
 * path of its command line.
 */
export function copyInstallation(options: { readonly change?: true; readonly without?: readonly string[] }): string {
  const folder = temporaryFolder();
  for (const part of ['dist', 'package.json', 'histories/schema'])
    cpSync(join(ROOT, part), join(folder, part), { recursive: true, filter: (path) => !/\.(d\.ts|map)$/.test(path) });
  mkdirSync(join(folder, 'node_modules'));
  for (const name of readdirSync(join(ROOT, 'node_modules')))
    if (options.without?.includes(name) !== true)
      symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
  if (options.change === true) appendFileSync(join(folder, 'dist/simulation/kernel.js'), '// changed\n');
  return join(folder, 'dist/cli/main.js');
}
