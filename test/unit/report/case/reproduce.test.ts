import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { reproduceCommand } from '../../../../src/report/case/reproduce.ts';

test('a plain path is not quoted', () => {
  expect(reproduceCommand('reports/cases/a-b_1.json')).toBe('npx capcheck replay reports/cases/a-b_1.json');
});

test.each(["it's; rm -rf $HOME.json", '-rf', 'a b\n`id`.json', '"$(id)"'])('a shell takes %j as one word', (path) => {
  const command = reproduceCommand(path).replace('npx capcheck replay', "printf '%s'");
  const expected = path.startsWith('-') ? `./${path}` : path;
  expect(execFileSync('/bin/sh', ['-c', command], { encoding: 'utf8' })).toBe(expected);
});
