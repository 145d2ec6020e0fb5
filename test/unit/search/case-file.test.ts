import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type CaseFile, caseOf, readCase, writeCase } from '../../../src/search/case-file.ts';
import { codeVersion } from '../../../src/search/code-version.ts';
import { drawPlan } from '../../../src/search/draw-plan.ts';
import { runPlan } from '../../../src/search/run-plan.ts';
import { errorOf } from '../../helpers/error-of.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

let original: CaseFile;

beforeAll(() => {
  const request = { system: 'dynamo', variant: 'strict-quorum', preset: 'everything', pastContract: null } as const;
  original = caseOf(runPlan(drawPlan({ ...request, seed: 5, operations: 40 })));
});

test('what was written is read again, and nothing else is left in the folder', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'case.json');
  writeCase(path, original);
  expect(readCase(path)).toEqual(original);
  expect(readdirSync(folder)).toEqual(['case.json']);
  expect(original.codeVersion).toBe(codeVersion());
});

test('a file that can not be written leaves nothing behind', () => {
  const folder = temporaryFolder();
  expect(() => {
    writeCase(join(folder, 'missing', 'case.json'), original);
  }).toThrow('ENOENT');
  expect(readdirSync(folder)).toEqual([]);
});

describe('a case that is not one', () => {
  function problemWith(text: string): string | undefined {
    const path = join(temporaryFolder(), 'case.json');
    writeFileSync(path, text);
    return errorOf(() => readCase(path))?.replace(path, 'FILE');
  }

  const changed = (change: object): string => JSON.stringify({ ...original, ...change });
  const planned = (change: object): string => changed({ plan: { ...original.plan, ...change } });

  test('names the first field that is wrong', () => {
    expect(problemWith(changed({ digest: 'xyz' }))).toBe(
      'CaseError: FILE: field "digest" is "xyz", but must match pattern "^[0-9a-f]{16}$".',
    );
    expect(problemWith(planned({ seed: -1 }))).toBe('CaseError: FILE: field "plan.seed" is -1, but must be >= 0.');
    expect(problemWith(planned({ settings: { n: 'three' } }))).toBe(
      'CaseError: FILE: field "plan.settings.n" is "three", but must be number,boolean.',
    );
    const { plan: _, ...without } = original;
    expect(problemWith(JSON.stringify(without))).toBe("CaseError: FILE: must have required property 'plan'.");
    expect(problemWith(changed({ extra: 1 }))).toBe('CaseError: FILE: must NOT have additional properties ("extra").');
  });

  test('names what its plan names and does not have', () => {
    const fault = { kind: 'crash', id: 1, atMicros: 1, durationMicros: 1, targets: ['n9'] };
    expect(problemWith(planned({ faults: [fault] }))).toBe(
      'CaseError: FILE: fault 1 names "n9", which is not in the plan; there are n1, n2, n3, n4, n5, n6.',
    );
    expect(problemWith(planned({ variant: 'strict' }))).toMatch(
      /^UnknownNameError: there is no variant of dynamo "strict"/,
    );
    expect(problemWith(planned({ preset: 'chaos' }))).toMatch(/^UnknownNameError: there is no preset "chaos"/);
  });

  test('says that it is cut off, empty, or something else', () => {
    const text = JSON.stringify(original);
    expect(problemWith(text.slice(0, -20))).toBe('CaseError: FILE: the file is cut off: its JSON never ends.');
    expect(problemWith('  ')).toBe('CaseError: FILE: the file is empty; expected a case file.');
    expect(problemWith('PK')).toBe('CaseError: FILE: the file is no JSON; expected a case file.');
    expect(problemWith('null')).toBe(
      'CaseError: FILE: this is no case file: its format is undefined, not "capcheck-case/1".',
    );
    expect(errorOf(() => readCase('.'))).toBe('CaseError: .: this is a folder; expected a case file.');
  });
});
