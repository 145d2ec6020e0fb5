import fc from 'fast-check';
import { expect, test } from 'vitest';
import { casePageName, systemPageName } from '../../../src/report/page-name.ts';
import { sampleResult } from '../../helpers/report/sample-results.ts';

test('names are plain where the names of the run are', () => {
  expect(systemPageName('dynamo')).toBe('system-dynamo.html');
  expect(casePageName(sampleResult({ variant: 'no-commit-wait', seed: 17 }))).toBe(
    'case-spanner-no-commit-wait-everything-17.html',
  );
  expect(casePageName(sampleResult({ seed: -3 }))).toBe('case-spanner-correct-everything--3.html');
});

test('a run past the contract has a page beside that of the same seed inside it', () => {
  expect(casePageName(sampleResult({ pastContract: 'two-disks', seed: 1 }))).toBe(
    'case-spanner-correct-past-two-disks-1.html',
  );
});

test('a hostile name leaves neither the directory nor the letters that every file system has', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 90 }), (name) => {
      const page = systemPageName(name);
      expect(page).toMatch(/^system-[a-z0-9][a-z0-9-]*\.html$/);
      expect(page.length).toBeLessThan(80);
    }),
  );
});

test('names that only differ in what is not allowed have different pages', () => {
  const names = ['../etc', '..-etc', 'ETC', 'etc', 'etc/', '', 'x'.repeat(100), 'x'.repeat(101)];
  expect(new Set(names.map(systemPageName)).size).toBe(names.length);
});
