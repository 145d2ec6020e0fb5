import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { historyOf } from '../../helpers/linearizability/history-of.ts';
import { runCliHere } from '../../helpers/run-cli-here.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const WRITES = ['0 invoke write 1', '0 ok write 1', '0 invoke write 2', '0 ok write 2', '1 invoke read'];

function ask(answer: string, ...flags: readonly string[]): Promise<{ code: number; out: string }> {
  const file = join(temporaryFolder(), 'h.jsonl');
  const { operations } = historyOf(...WRITES, `1 ok read ${answer}`);
  writeFileSync(file, operations.map((operation) => `${JSON.stringify(operation)}\n`).join(''));
  return runCliHere('check', file, '--spec', 'register', '--engine', 'porcupine', ...flags);
}

test('Porcupine finds the stale read, and its page shows it', async () => {
  const page = join(temporaryFolder(), 'page.html');
  const { code, out } = await ask('1', '--visualize', page);
  expect(code).toBe(1);
  expect(out).toContain('linearizable register, by porcupine: violated');
  expect(out).toContain('operation 4 (read → 1) can');
  expect(readFileSync(page, 'utf8')).toContain('read → 1');
});

test('and passes the fresh one', async () => {
  expect((await ask('2')).code).toBe(0);
});

test('out of steps it does not know', async () => {
  const { code, out } = await ask('2', '--steps', '1');
  expect(code).toBe(2);
  expect(out).toContain("Porcupine's steps ran out on 1 of 1 objects");
});
