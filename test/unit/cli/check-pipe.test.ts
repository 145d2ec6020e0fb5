import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { linesOf } from '../../helpers/check-content.ts';
import { runCliHere } from '../../helpers/run-cli-here.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

/** Checks what comes through a pipe, which can be read once only. */
async function checkPiped(content: string, ...flags: readonly string[]): ReturnType<typeof runCliHere> {
  const pipe = join(temporaryFolder(), 'pipe');
  execFileSync('mkfifo', [pipe]);
  const [result] = await Promise.all([runCliHere('check', pipe, ...flags), writeFile(pipe, content)]);
  return { ...result, err: result.err.replace(pipe, 'pipe') };
}

test('a stale read in a history from a pipe is found', async () => {
  const stale = linesOf('0 invoke write 1', '0 ok write 1', '0 invoke read', '0 ok read');
  expect((await checkPiped(stale, '--spec', 'register')).code).toBe(1);
});

test('a value that does not fit is told with its operation: its line would take a second reading', async () => {
  const { code, err } = await checkPiped(linesOf('0 invoke read', '1 invoke cas 3'), '--spec', 'cas-register');
  expect({ code, err }).toEqual({
    code: 254,
    err: 'capcheck: pipe, operation 1, field "value": 3 does not fit: cas takes a pair [old, new] (spec cas-register)\n',
  });
});

test('a line that is no operation is told with its line', async () => {
  const { err } = await checkPiped(`${linesOf('0 invoke read')}[1]\n`, '--spec', 'register');
  expect(err).toMatch(/^capcheck: pipe, line 2: \[ 1 \] is not an operation/);
});

test('what timestamps show to be wrong is explained without a second reading', async () => {
  const stamped = (type: string, list: string): string =>
    `{"process":0,"type":"${type}","f":"txn","value":[["r","x",${list}]],"readTimestamp":20}\n`;
  const appended = linesOf('0 invoke txn [["append","x",1]]').trimEnd();
  const committed = appended.replace('"invoke"', '"ok"').replace(/}$/, ',"commitTimestamp":10}');
  const content = `${appended}\n${committed}\n${stamped('invoke', 'null')}${stamped('ok', '[]')}`;
  const question = ['--workload', 'list-append', '--isolation', 'serializable', '--assume', 'timestamps'];
  const { code, out } = await checkPiped(content, ...question);
  expect(code).toBe(1);
  expect(out).toContain('missing-commit: ');
});
