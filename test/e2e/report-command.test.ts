import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readResults, writeResults } from '../../src/search/stored-results.ts';
import { sampleDynamoResult, sampleResult } from '../helpers/report/sample-results.ts';
import { runCliHere } from '../helpers/run-cli-here.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const GOLDEN = fileURLToPath(new URL('../../histories/spanner/no-read-locks.case.json', import.meta.url));

test('pages are made again from stored results and cases, byte by byte the same', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'cases'));
  copyFileSync(GOLDEN, join(folder, 'cases', 'golden.json'));
  writeResults(join(folder, 'results.jsonl'), [sampleResult(), sampleDynamoResult()]);
  expect((await runCliHere('report', folder)).code).toBe(0);
  const pages = readdirSync(folder).filter((name) => name.endsWith('.html'));
  expect(pages.some((name) => name.startsWith('case-spanner-no-read-locks-'))).toBe(true);
  expect(pages).toContain('index.html');
  expect(pages).toContain('system-dynamo.html');
  const again = join(folder, 'again');
  expect((await runCliHere('report', folder, '--out', again)).code).toBe(0);
  for (const page of pages)
    expect(readFileSync(join(again, page), 'utf8')).toBe(readFileSync(join(folder, page), 'utf8'));
});

test('what is stored comes back, and what is none is refused with its line', () => {
  const path = join(temporaryFolder(), 'results.jsonl');
  writeResults(path, [sampleResult(), sampleDynamoResult()]);
  expect(readResults(path)).toEqual(JSON.parse(JSON.stringify([sampleResult(), sampleDynamoResult()])));
  writeResults(path, [JSON.parse('{"seed":1}')]);
  expect(() => readResults(path)).toThrow(/line 1 is no result of a run/);
});

test('a folder with nothing to show is bad usage', async () => {
  const { code, err } = await runCliHere('report', temporaryFolder());
  expect(code).toBe(254);
  expect(err).toContain('has neither results.jsonl nor case files');
});

test('what recall and boundary printed, and what another folder stores, is told on the index', async () => {
  const folder = temporaryFolder();
  writeResults(join(folder, 'results.jsonl'), [sampleResult()]);
  writeFileSync(
    join(folder, 'boundary.json'),
    JSON.stringify([{ system: 'spanner', fault: null, description: 'any', expected: null, runs: 3, violated: {} }]),
  );
  const recall = {
    format: 'capcheck-recall/1',
    codeVersion: '1',
    effort: { ranges: 1, seeds: 9 },
    variants: [],
    correct: [],
  };
  writeFileSync(join(folder, 'recall.json'), JSON.stringify(recall));
  const other = join(temporaryFolder(), 'yesterday');
  mkdirSync(other);
  writeResults(join(other, 'results.jsonl'), [sampleDynamoResult()]);
  expect((await runCliHere('report', folder, '--compare', other)).code).toBe(0);
  const index = readFileSync(join(folder, 'index.html'), 'utf8');
  for (const id of ['recall', 'boundary', 'compared']) expect(index).toContain(`<h2 id="${id}">`);
  expect(index).toContain('Compared with yesterday');
  expect(index).not.toContain(other);
});

test.each([
  ['recall.json', '{}', 'its "format" must be "capcheck-recall/1"'],
  ['recall.json', '{', 'is no JSON'],
  [
    'boundary.json',
    '[{"system":"spanner"}]',
    'a list of rows with system, fault, description, expected, runs and violated',
  ],
])('a file %s of %s is refused', async (name, content, expected) => {
  const folder = temporaryFolder();
  writeResults(join(folder, 'results.jsonl'), [sampleResult()]);
  writeFileSync(join(folder, name), content);
  const { code, err } = await runCliHere('report', folder);
  expect(code).toBe(254);
  expect(err).toContain(join(folder, name));
  expect(err).toContain(expected);
});

test('a folder without results is nothing to compare with', async () => {
  const folder = temporaryFolder();
  writeResults(join(folder, 'results.jsonl'), [sampleResult()]);
  const { code, err } = await runCliHere('report', folder, '--compare', temporaryFolder());
  expect(code).toBe(254);
  expect(err).toContain('there is neither results.jsonl nor campaign.jsonl');
});
