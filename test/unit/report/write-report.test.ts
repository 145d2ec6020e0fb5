import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeReport } from '../../../src/report/write-report.ts';
import { staleReadCase } from '../../helpers/report/sample-cases.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'capcheck-report-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

test('a report is written into a directory that is made for it, with nothing left over', async () => {
  const failure = staleReadCase();
  const target = join(directory, 'a', 'b');
  const { index } = await writeReport(target, [failure.result], [failure]);
  expect(index).toBe(join(target, 'index.html'));
  expect(readdirSync(target).toSorted()).toEqual([
    'case-spanner-unsafe-snapshot-split-brain-17.html',
    'index.html',
    'system-spanner.html',
  ]);
  expect(readFileSync(index, 'utf8')).toMatch(/^<!doctype html>\n<html lang="en">/);
});

test('a second report replaces the first one and leaves other files alone', async () => {
  writeFileSync(join(directory, 'notes.txt'), 'mine');
  await writeReport(directory, [], []);
  const failure = staleReadCase();
  const { index } = await writeReport(directory, [failure.result], [failure]);
  expect(readFileSync(index, 'utf8')).toContain('case-spanner-unsafe-snapshot');
  expect(readFileSync(join(directory, 'notes.txt'), 'utf8')).toBe('mine');
});

test('a directory that cannot be written to is an error', async () => {
  const file = join(directory, 'file');
  writeFileSync(file, '');
  await expect(writeReport(file, [], [])).rejects.toThrow(/EEXIST|ENOTDIR/);
});
