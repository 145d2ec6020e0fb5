import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
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
