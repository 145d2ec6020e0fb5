import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Explanation } from '../../../src/search/explain/explanation.ts';
import { runCliHere } from '../../helpers/run-cli-here.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const CASE = fileURLToPath(new URL('../../../histories/spanner/no-commit-wait.case.json', import.meta.url));

test('explain says in words what is necessary and what is not, and leaves a document', async () => {
  const out = join(temporaryFolder(), 'why.json');
  const effort = ['--futures', '2', '--steps', '3', '--workers', '1', '--force', '--out', out];
  const { code, out: text } = await runCliHere('explain', CASE, ...effort);
  expect(code).toBe(1);
  const titles = text.split('\n').filter((line) => line !== '' && !line.startsWith(' ') && line.endsWith(':'));
  expect(titles).toEqual([
    'Necessary: without it the failure is gone:',
    'Not necessary: without it the failure is still there:',
    'How likely the failure is when the future is drawn anew after:',
    'From the faults to the wrong answer:',
    'The nearest run that passes:',
  ]);
  const [necessary = '', spare = ''] = text.split('Not necessary');
  expect(necessary).toContain('clock uncertainty (gone when every server knows the true time exactly)');
  expect(necessary).not.toContain('partition');
  expect(spare).toMatch(/ {2}partition: \d+ dropped when the case was shrunk/);
  const document = JSON.parse(readFileSync(out, 'utf8')) as Explanation;
  expect(document.format).toBe('capcheck-explanation/1');
  const printed = await runCliHere('explain', CASE, ...effort, '--json');
  expect(JSON.parse(printed.out)).toEqual(document);
});
