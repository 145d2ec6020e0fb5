import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mergeResults } from '../../../../src/search/campaign/merge-results.ts';
import { ResultsFile } from '../../../../src/search/campaign/results-file.ts';
import { formatOutcome } from '../../../../src/search/campaign/results-line.ts';
import type { RunOutcome } from '../../../../src/search/run-batch.ts';
import {
  CAMPAIGN,
  CANARY,
  headOf,
  outcome,
  sampleSeedResult,
  SPANNER,
  SPLIT_BRAIN,
  violatedResult,
} from '../../../helpers/campaign/sample-outcomes.ts';
import { errorOf } from '../../../helpers/error-of.ts';
import { temporaryFolder } from '../../../helpers/temporary-folder.ts';

const HEAD = headOf(CAMPAIGN);

const OUTCOMES: readonly RunOutcome[] = [
  outcome(sampleSeedResult({ seed: 2 })),
  outcome(violatedResult({ seed: 1 })),
  { broken: { request: { ...SPLIT_BRAIN, seed: 1 }, message: 'a “model” failed\nin line 3' } },
  outcome(violatedResult({ ...CANARY, seed: 3 })),
];

/** As the file has it: what is undefined is left out. */
function asWritten(outcomes: readonly RunOutcome[]): unknown {
  return JSON.parse(JSON.stringify(outcomes));
}

function fileWith(outcomes: readonly RunOutcome[], path = join(temporaryFolder(), 'campaign.jsonl')): string {
  const file = ResultsFile.create(path, HEAD);
  for (const one of outcomes) expect(file.append(one)).toBe(true);
  file.close();
  return path;
}

describe('a results file', () => {
  test('gives back what was written, in the order of runs', () => {
    const file = ResultsFile.open(fileWith(OUTCOMES));
    expect(file.head).toEqual(HEAD);
    expect(file.wasTorn).toBe(false);
    const [second, first, broken, canary] = OUTCOMES;
    expect([...file.outcomes()]).toEqual(asWritten([first, broken, second, canary].filter((one) => one !== undefined)));
    expect([0, 1, 2, 3].map((number) => file.has(number))).toEqual([true, true, false, true]);
    file.close();
  });

  test('takes one result a run, and none of another campaign', () => {
    const file = ResultsFile.open(fileWith(OUTCOMES));
    expect(file.append(outcome(sampleSeedResult({ seed: 1 })))).toBe(false);
    expect(file.count).toBe(4);
    expect(() => file.append(outcome(sampleSeedResult({ seed: 4 })))).toThrow(RangeError);
    file.close();
  });

  test('is not begun over another', () => {
    const path = fileWith([]);
    expect(errorOf(() => ResultsFile.create(path, HEAD))).toBe(`ResultsFileError: ${path}: there are results already.`);
  });

  test('wherever the last line is cut off, it alone is dropped, and writing goes on after the one before', () => {
    const [first, second, third] = OUTCOMES.map((one) => Buffer.byteLength(`${formatOutcome(one)}\n`));
    const head = Buffer.byteLength(`${JSON.stringify(HEAD)}\n`);
    const path = fileWith(OUTCOMES.slice(0, 3));
    const whole = readFileSync(path);
    const start = head + (first ?? 0) + (second ?? 0);
    expect(whole).toHaveLength(start + (third ?? 0));
    for (let length = start; length <= whole.length; length++) {
      writeFileSync(path, whole);
      truncateSync(path, length);
      const file = ResultsFile.open(path);
      expect(file.wasTorn).toBe(length !== start && length !== whole.length);
      expect(file.count).toBe(length === whole.length ? 3 : 2);
      for (const one of OUTCOMES.slice(2)) file.append(one);
      file.close();
      expect(readFileSync(path, 'utf8')).toBe(`${whole.toString()}${formatOutcome(OUTCOMES[3] ?? OUTCOMES[0]!)}\n`);
    }
  });

  test('a run with two equal results counts once; with different ones it is refused', () => {
    const path = fileWith(OUTCOMES);
    appendFileSync(path, `${formatOutcome(OUTCOMES[0]!)}\n`);
    const file = ResultsFile.open(path);
    expect(file.count).toBe(4);
    file.close();
    appendFileSync(path, `${formatOutcome(outcome(sampleSeedResult({ seed: 2, digest: 'f'.repeat(16) })))}\n`);
    expect(errorOf(() => ResultsFile.open(path))).toBe(
      `ConflictingResultsError: ${path}: line 7 has another result than an earlier line of the same run.`,
    );
  });

  test.each([
    ['nothing', '', 'this is no results file: it has no whole line.'],
    ['a line without an end', '{"kind":"campaign"}', 'this is no results file: it has no whole line.'],
    ['a history', '{"index":0}\n', 'this is no results file: its first line tells of no campaign.'],
    ['no JSON', `${JSON.stringify(HEAD)}\nhello\n`, 'line 2: this is no JSON.'],
    [
      'a field that is missing',
      `${JSON.stringify(HEAD)}\n{"kind":"broken","message":"x"}\n`,
      `line 2: must have required property 'request'.`,
    ],
    [
      'a field that is wrong',
      `${JSON.stringify(HEAD)}\n${formatOutcome(outcome(sampleSeedResult({ digest: 'x' })))}\n`,
      'line 2: field "digest" must match pattern "^[0-9a-f]{16}$".',
    ],
    ['two campaigns', `${JSON.stringify(HEAD)}\n${JSON.stringify(HEAD)}\n`, 'line 2: a second campaign begins.'],
    [
      'a run of another campaign',
      `${JSON.stringify(HEAD)}\n${formatOutcome(outcome(sampleSeedResult({ seed: 9 })))}\n`,
      'line 2: this run is not part of the campaign.',
    ],
  ])('%s is told', (_, text, problem) => {
    const path = join(temporaryFolder(), 'campaign.jsonl');
    writeFileSync(path, text);
    expect(errorOf(() => ResultsFile.open(path))).toBe(`ResultsFileError: ${path}: ${problem}`);
  });
});

describe('somebody else at work on a results file', () => {
  const lockOf = (path: string): string => `${path}.lock`;

  test('is not disturbed; what it has written so far can be read, and its torn line stays', () => {
    const path = fileWith(OUTCOMES);
    const file = ResultsFile.open(path);
    expect(errorOf(() => ResultsFile.open(path))).toBe(
      `ResultsFileError: ${path}: process ${process.pid} on ${hostname()} is at work on it; wait for its end, or give another --out. If there is no such process, remove ${path}.lock.`,
    );
    appendFileSync(path, '{"kind":"res');
    const reader = ResultsFile.read(path);
    expect(reader.count).toBe(OUTCOMES.length);
    reader.close();
    expect(readFileSync(path, 'utf8').endsWith('{"kind":"res')).toBe(true);
    file.close();
    ResultsFile.open(path).close();
    expect(existsSync(lockOf(path))).toBe(false);
  });

  test('that was killed is no more: its lock is taken over', async () => {
    const path = fileWith(OUTCOMES);
    const child = spawn(process.execPath, ['--eval', '']);
    const pid = child.pid ?? 0;
    await once(child, 'exit');
    writeFileSync(lockOf(path), JSON.stringify({ pid, host: hostname() }));
    const file = ResultsFile.open(path);
    expect(JSON.parse(readFileSync(lockOf(path), 'utf8'))).toEqual({ pid: process.pid, host: hostname() });
    file.close();
    expect(readdirSync(dirname(path))).toEqual(['campaign.jsonl']);
  });

  test.each([
    ['on another machine', JSON.stringify({ pid: 1, host: 'elsewhere' }), 'process 1 on elsewhere'],
    ['that nobody knows', '', 'another process'],
  ])('%s is believed to be there', (_, text, who) => {
    const path = fileWith([]);
    writeFileSync(lockOf(path), text);
    expect(errorOf(() => ResultsFile.open(path))).toMatch(`${path}: ${who} is at work on it;`);
    expect(readFileSync(lockOf(path), 'utf8')).toBe(text);
  });

  test('a file that is none gives its lock back', () => {
    const path = join(temporaryFolder(), 'campaign.jsonl');
    writeFileSync(path, 'hello\n');
    expect(() => ResultsFile.open(path)).toThrow('this is no results file');
    expect(existsSync(lockOf(path))).toBe(false);
  });
});

describe('merged results', () => {
  test('are equal files, whatever parts they came in', () => {
    const folder = temporaryFolder();
    const [a, b, c, d] = OUTCOMES.map((one) => [one]);
    const partings = [
      [OUTCOMES],
      [
        [...d!, ...b!],
        [...a!, ...c!, ...d!],
      ],
      [c!, a!, b!, d!],
    ];
    const texts = partings.map((parts, nth) => {
      const files = parts.map((part, of) => ResultsFile.open(fileWith(part, join(folder, `${nth}-${of}.jsonl`))));
      mergeResults([files[0]!, ...files.slice(1)], join(folder, `${nth}.jsonl`));
      for (const file of files) file.close();
      return readFileSync(join(folder, `${nth}.jsonl`), 'utf8');
    });
    expect(texts[0]?.split('\n')).toHaveLength(6);
    expect(new Set(texts).size).toBe(1);
  });

  test('of different code, of different campaigns, or that contradict each other are refused', () => {
    const folder = temporaryFolder();
    const make = (name: string, head: typeof HEAD, outcomes: readonly RunOutcome[]): ResultsFile => {
      const file = ResultsFile.create(join(folder, name), head);
      for (const one of outcomes) file.append(one);
      return file;
    };
    const one = make('one', HEAD, OUTCOMES);
    const merged = join(folder, 'merged');
    const older = make('older', { ...HEAD, codeVersion: '0.9.0+code' }, []);
    expect(errorOf(() => mergeResults([one, older], merged))).toBe(
      `ResultsFileError: ${folder}/older: its results are of code version 0.9.0+code, those of ${folder}/one of 1.0.0+code; they can't be merged.`,
    );
    const other = make('other', { ...HEAD, settings: [SPANNER] }, []);
    expect(errorOf(() => mergeResults([one, other], merged))).toBe(
      `ResultsFileError: ${folder}/other: its campaign is another than that of ${folder}/one.`,
    );
    const wrong = make('wrong', HEAD, [outcome(sampleSeedResult({ seed: 2, digest: 'f'.repeat(16) }))]);
    expect(errorOf(() => mergeResults([one, wrong], merged))).toMatch(
      `ConflictingResultsError: ${folder}/one and ${folder}/wrong have different results of the same run: {"kind":"result"`,
    );
    expect(errorOf(() => readFileSync(merged))).toMatch('ENOENT');
    for (const file of [one, older, other, wrong]) file.close();
  });
});
