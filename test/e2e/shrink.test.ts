import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReplayDocument } from '../../src/cli/replay-document.ts';
import type { ShrinkDocument } from '../../src/cli/shrink-document.ts';
import type { CaseFile } from '../../src/search/case-file.ts';
import { runBuiltCli } from '../helpers/run-built-cli.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const CASE = 'reports/cases/spanner-no-read-locks-none-2.json';
const EXPLAINED = fileURLToPath(new URL('../../histories/spanner/no-commit-wait.case.json', import.meta.url));
const SHRUNK = 'reports/cases/spanner-no-read-locks-none-2.shrunk.json';

describe('capcheck shrink', () => {
  const cwd = temporaryFolder(afterAll);
  let document: ShrinkDocument;
  let shrunkText: string;

  beforeAll(async () => {
    await runBuiltCli(['run', 'spanner', '--variant', 'no-read-locks', '--seed', '2'], { cwd });
    const { out } = await runBuiltCli(['shrink', CASE, '--json', '--workers', '2'], { cwd });
    document = JSON.parse(out) as ShrinkDocument;
    shrunkText = readFileSync(join(cwd, SHRUNK), 'utf8');
  }, 120_000);

  test('leaves a case, a scenario and a history of a few operations', () => {
    expect(document).toMatchObject({
      verdict: 'violated',
      format: 'capcheck-shrunk/1',
      signature: { guarantee: 'strict-serializability', kind: 'G-single' },
      end: 'minimal',
      caseFile: SHRUNK,
      reproduce: `npx capcheck replay ${SHRUNK}`,
    });
    expect(document.before.operations).toBeGreaterThan(200);
    expect(document.after.operations).toBeLessThanOrEqual(4);
    expect(document.after.faults).toBe(0);
    expect(readFileSync(join(cwd, document.scenarioFile), 'utf8')).toBe(`${document.scenario.join('\n')}\n`);
    expect(readFileSync(join(cwd, document.historyFile), 'utf8').split('\n').length).toBeGreaterThan(4);
    expect(existsSync(join(cwd, SHRUNK.replace('.json', '.journal')))).toBe(false);
  });

  test('which fails in the same way in a fresh process, and goes the same way', async () => {
    const { code, out } = await runBuiltCli(['replay', SHRUNK, '--json'], { cwd });
    expect(code).toBe(1);
    const { isSameRun, results } = JSON.parse(out) as ReplayDocument;
    expect(isSameRun).toBe(true);
    const broken = results[0]?.guarantees.find(({ name }) => name === 'strict-serializability');
    expect(broken?.verdict).toBe('violated');
    const { guarantees, shrunk } = JSON.parse(shrunkText) as CaseFile;
    expect(shrunk?.after).toEqual(document.after);
    expect(guarantees.find(({ name }) => name === 'strict-serializability')?.anomalies[0]?.kind).toBe('G-single');
  });

  test('interrupted, it has kept the best so far, and goes on to the same end', async () => {
    let isTold = false;
    const { code, err } = await runBuiltCli(['shrink', CASE, '--out', 'again.json', '--workers', '1'], {
      cwd,
      onError: (text, interrupt) => {
        if (isTold || !text.includes(' runs: ')) return;
        isTold = true;
        interrupt();
      },
    });
    expect(code).toBe(130);
    expect(err).toContain('the same command goes on there');
    const kept = JSON.parse(readFileSync(join(cwd, 'again.json'), 'utf8')) as CaseFile;
    expect(kept.shrunk?.end).toBe('interrupted');
    expect(existsSync(join(cwd, 'again.journal'))).toBe(true);
    const { code: finished } = await runBuiltCli(['shrink', CASE, '--out', 'again.json', '--workers', '1'], { cwd });
    expect(finished).toBe(1);
    expect(readFileSync(join(cwd, 'again.json'), 'utf8')).toBe(shrunkText);
  });

  test('a case that does not fail, or not so, is bad input', async () => {
    const { code, err } = await runBuiltCli(['shrink', CASE, '--guarantee', 'lease-disjointness'], { cwd });
    expect([code, err]).toEqual([254, `capcheck: ${CASE} violates other guarantees than lease-disjointness.\n`]);
    const system = await runBuiltCli(['shrink', 'spanner'], { cwd });
    expect([system.code, system.err]).toEqual([
      254,
      'capcheck: spanner is a system; expected a case file, as `capcheck run spanner` leaves it for a failure.\n',
    ]);
  });
});

test('from a seed to its cause, each command printed by the one before', async () => {
  const cwd = temporaryFolder();
  const first = [
    'replay',
    'dynamo',
    '--seed',
    '1',
    '--faults',
    'split-brain',
    '--variant',
    'strict-quorum',
    '--ops',
    '60',
  ];
  const printed: string[] = [];
  let words: readonly string[] = [...first, '--case', 'found case.json'];
  for (const next of ['shrink', 'explain', undefined]) {
    const effort = words[0] === 'explain' ? ['--futures', '2', '--steps', '3'] : [];
    const { code, out } = await runBuiltCli([...words, ...effort], { cwd });
    expect(code).toBe(1);
    printed.push(out);
    if (next === undefined) break;
    const [, path = ''] = new RegExp(`^${next}: npx capcheck ${next} '(.*)'$`, 'm').exec(out) ?? [];
    words = [next, path];
  }
  expect(words).toEqual(['explain', 'found case.shrunk.json']);
  expect(printed[2]).toMatch(/^Necessary: without it the failure is gone:\n {2}partition /m);
  const again = await runBuiltCli(['replay', 'found case.shrunk.json'], { cwd });
  expect(again.out).toContain("\nexplain: npx capcheck explain 'found case.shrunk.json'\n");
  expect((await runBuiltCli(['report', '.', '--out', 'pages'], { cwd })).code).toBe(0);
}, 300_000);

test('Ctrl-C ends an explanation at once and leaves nothing', async () => {
  const cwd = temporaryFolder();
  const { code } = await runBuiltCli(['explain', EXPLAINED, '--force', '--futures', '1000', '--out', 'why.json'], {
    cwd,
    onError: (text, interrupt) => {
      if (text.includes('100 runs')) interrupt();
    },
  });
  expect(code).toBeNull();
  expect(readdirSync(cwd)).toEqual([]);
}, 300_000);
