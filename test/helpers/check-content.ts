import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCliHere } from './run-cli-here.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** JSON lines from `process type f value`. */
export function linesOf(...operations: readonly string[]): string {
  return operations
    .map((operation) => {
      const [process, type, f, value = 'null'] = operation.split(' ');
      return `{"process":${process},"type":"${type}","f":"${f}","value":${value}}\n`;
    })
    .join('');
}

/** A write that completed, on two lines. */
export const written: string = linesOf('0 invoke write 1', '0 ok write 1');

/** Runs `capcheck check` on a file of that name and content. */
export async function checkContent(
  name: string,
  content: string | Buffer,
  ...flags: readonly string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const folder = temporaryFolder();
  const file = join(folder, name);
  writeFileSync(file, content);
  const { code, out, err } = await runCliHere('check', file, ...flags);
  return { code, out, err: err.replaceAll(`${folder}/`, '') };
}
