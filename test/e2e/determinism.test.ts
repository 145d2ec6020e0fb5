import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runBuiltCli } from '../helpers/run-built-cli.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const DYNAMO = new URL('../../dist/models/dynamo/dynamo.js', import.meta.url).href;
const LEAKY = `
import { DYNAMO } from ${JSON.stringify(DYNAMO)};
const draw = Math.random;
export const systems = [{ ...DYNAMO, name: 'leaky', build(simulation, plan) {
  DYNAMO.build(simulation, plan);
  simulation.recorder.observe('leak', 'drawn', draw());
} }];
`;

test('a system that is the same everywhere: exit 0', async () => {
  const { code, out } = await runBuiltCli(['determinism', 'dynamo', '--seeds', '1..2', '--ops', '40'], {
    cwd: temporaryFolder(),
  });
  expect(out).toMatch(/^dynamo: 2 of 2 plans are the same run in two processes\n/);
  expect(code).toBe(0);
});

test('each other Node on the path is tried, too; where there is none the output says so', async () => {
  const cwd = temporaryFolder();
  const args = ['determinism', 'dynamo', '--seeds', '1', '--ops', '20'];
  const alone = await runBuiltCli(args, { cwd, env: { PATH: cwd } });
  expect(alone.out).toContain(
    `no other Node is on the path (node20, node22, node24, node26): tried with ${process.version} only`,
  );
  const other = join(cwd, 'node22');
  symlinkSync(process.execPath, other);
  const { code, out } = await runBuiltCli(args, { cwd, env: { PATH: cwd } });
  expect(code).toBe(0);
  expect(out).toBe(
    `dynamo: 1 of 1 plans are the same run in two processes\n` +
      `dynamo: 1 of 1 plans are the same run in two processes, the second of ${other}\n`,
  );
});

test('a system that draws by chance: exit 255, and both contexts of the first event that differs', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'leaky.mjs'), LEAKY);
  const args = ['determinism', '--module', 'leaky.mjs', '--seeds', '5', '--ops', '20'];
  const { code, out } = await runBuiltCli(args, { cwd });
  expect(code).toBe(255);
  expect(out).toContain('leaky: 0 of 1 plans are the same run in two processes\n');
  expect(out).toMatch(/first difference in event 0\n 1 {2}0 {2}\{.*"f":"drawn","value":0\.\d+/);
  expect(out).toMatch(/\n 2 {2}0 {2}\{.*"f":"drawn","value":0\.\d+/);
});
