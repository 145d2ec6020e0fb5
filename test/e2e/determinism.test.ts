import { writeFileSync } from 'node:fs';
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
  expect(out).toBe('dynamo: 2 of 2 plans are the same run in two processes\n');
  expect(code).toBe(0);
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
