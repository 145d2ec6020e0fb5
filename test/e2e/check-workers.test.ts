import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generate, registers, withStaleRead } from '../../bench/linearizability-histories.ts';
import { runBuiltCli } from '../helpers/run-built-cli.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const TYPES = ['invoke', 'ok', 'fail', 'info'];
/** Smaller histories are not worth a thread. */
const FEWEST_ROWS = 50_000;

test('capcheck check --workers: threads or not, the verdict on a large history is the same', async () => {
  const cwd = temporaryFolder();
  const columns = withStaleRead(generate({ operations: 26_000, clients: 10, seed: 11, keys: 40 }, registers()));
  expect(columns.length).toBeGreaterThan(FEWEST_ROWS);
  const lines = Array.from(columns.type, (type, index) => {
    const value = [columns.keys[columns.key[index]!], columns.values[columns.value[index]!]];
    const process = columns.clients[columns.process[index]!];
    const f = columns.fNames[columns.f[index]!];
    return JSON.stringify({ index, time: index, process, type: TYPES[type], f, value });
  });
  writeFileSync(join(cwd, 'large.jsonl'), `${lines.join('\n')}\n`);
  const check = (workers: string): ReturnType<typeof runBuiltCli> =>
    runBuiltCli(['check', 'large.jsonl', '--spec', 'register', '--independent', '--json', '--workers', workers], {
      cwd,
    });
  const alone = await check('1');
  expect(alone.code).toBe(1);
  expect(JSON.parse(alone.out)).toMatchObject({ verdict: 'violated' });
  expect(await check('2')).toEqual(alone);
});
