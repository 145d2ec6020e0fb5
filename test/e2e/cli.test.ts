import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ALL_SYSTEMS, SYSTEMS } from '../../src/models/registry.ts';
import { PRESETS } from '../../src/nemesis/preset.ts';
import type { RunDocument } from '../../src/reporters/json.ts';
import type { CaseFile } from '../../src/search/case-file.ts';
import { runBuiltCli } from '../helpers/run-built-cli.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

/** A variant that fails at once, so that its runs are cheap. */
const FAILING = ['dynamo', '--variant', 'equal-clocks-concurrent', '--seeds', '1..4', '--ops', '60'];

describe('capcheck run', () => {
  test('a system that keeps its claim: exit 0, and one document on standard output', async () => {
    const cwd = temporaryFolder();
    const args = ['run', 'dynamo', 'spanner', '--seeds', '1..8', '--faults', 'everything', '--json', '--workers', '2'];
    const { code, out } = await runBuiltCli(args, { cwd });
    expect(code).toBe(0);
    const document = JSON.parse(out) as RunDocument;
    expect(document).toMatchObject({ verdict: 'holds', interrupted: false, broken: [], report: null });
    expect(document.results.map(({ system, preset, seeds, runs }) => ({ system, preset, seeds, runs }))).toEqual([
      { system: 'dynamo', preset: 'everything', seeds: { first: 1, last: 8 }, runs: 8 },
      { system: 'spanner', preset: 'everything', seeds: { first: 1, last: 8 }, runs: 8 },
    ]);
    for (const { guarantees, failures } of document.results) {
      expect(guarantees.map(({ verdict }) => verdict)).not.toContain('violated');
      for (const { runs } of guarantees) expect(runs.holds + runs.vacuous).toBe(8);
      expect(failures).toEqual([]);
    }
    expect(readdirSync(cwd)).toEqual([]);
  });

  test('threads or not, the document is the same', async () => {
    const cwd = temporaryFolder();
    const run = (workers: string) =>
      runBuiltCli(['run', 'dynamo', '--seeds', '1..6', '--faults', 'gameday', '--json', '--workers', workers], { cwd });
    const [alone, together] = await Promise.all([run('1'), run('3')]);
    expect(together.out).toBe(alone.out);
  });

  test('a mistake is caught: exit 1, a case file, and a line that reproduces it', async () => {
    const cwd = temporaryFolder();
    const { code, out } = await runBuiltCli(['run', ...FAILING, '--out', 'found'], { cwd });
    expect(code).toBe(1);
    expect(out).toMatch(
      /bounded-siblings violated, sibling-explosion in 4 runs, needs no fault: get \["register-[xy]"/,
    );
    const cases = readdirSync(join(cwd, 'found/cases'));
    const reproduced = cases.map((name) => `reproduce: npx capcheck replay found/cases/${name}`);
    expect(out.split('\n').filter((line) => line.startsWith('reproduce: '))).toEqual(reproduced);
    expect(existsSync(join(cwd, 'found/index.html'))).toBe(true);
  });

  test('the fastest run of a kind of failure is kept, the others have a line that reproduces them', async () => {
    const cwd = temporaryFolder();
    const { out } = await runBuiltCli(['run', ...FAILING, '--json'], { cwd });
    const { results, failures } = JSON.parse(out) as RunDocument;
    const [group, ...others] = failures;
    expect(others).toEqual([]);
    expect(group).toMatchObject({ guarantee: 'bounded-siblings', anomaly: 'sibling-explosion', runs: 4 });
    const kept = JSON.parse(readFileSync(join(cwd, group?.caseFile ?? ''), 'utf8')) as CaseFile;
    expect(kept).toMatchObject({ verdict: 'violated', events: group?.events, digest: group?.digest });
    expect(results[0]?.failures.map(({ seed, caseFile }) => [seed, caseFile])).toEqual(
      [1, 2, 3, 4].map((seed) => [seed, seed === group?.seed ? group.caseFile : null]),
    );
    const other = results[0]?.failures.find(({ caseFile }) => caseFile === null);
    expect(other?.reproduce).toBe(
      `npx capcheck replay dynamo --seed ${other?.seed} --variant equal-clocks-concurrent --faults everything --ops 60`,
    );
  });

  test('past the contract a violation is exit 1 too, and the document says where it was', async () => {
    const cwd = temporaryFolder();
    const args = ['run', 'spanner', '--past-contract', '--seeds', '1..3', '--json'];
    const { code, out } = await runBuiltCli(args, { cwd });
    expect(code).toBe(1);
    const [result] = (JSON.parse(out) as RunDocument).results;
    expect(result).toMatchObject({ pastContract: 'clock-beyond-uncertainty', verdict: 'violated' });
    const broken = result?.guarantees.filter(({ verdict }) => verdict === 'violated').map(({ name }) => name);
    expect(broken).toContain('external-consistency');
  });

  test('runs that exercise nothing that was asked for: exit 2', async () => {
    const args = ['run', 'spanner', '--faults', 'none', '--seed', '1', '--guarantee', 'minority-refuses', '--json'];
    const { code, out } = await runBuiltCli(args, { cwd: temporaryFolder() });
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'vacuous' });
  });

  test('Ctrl-C keeps and reports what was finished: exit 130', async () => {
    const args = ['run', 'dynamo', '--seeds', '1..100000', '--faults', 'everything', '--json', '--workers', '2'];
    const { code, out, err } = await runBuiltCli(args, {
      cwd: temporaryFolder(),
      onError: (text, interrupt) => {
        if (text.includes(' runs, ') && !text.includes('interrupted')) interrupt();
      },
    });
    expect(code).toBe(130);
    const document = JSON.parse(out) as RunDocument;
    const finished = document.results.reduce((sum, { runs }) => sum + runs, 0);
    expect(document).toMatchObject({ verdict: 'holds', interrupted: true });
    expect(finished).toBeGreaterThan(0);
    expect(err.trim().split('\n').at(-1)).toBe(`capcheck: interrupted after ${finished} of 100000 runs.`);
  });
});

describe('capcheck replay', () => {
  const caseFile = 'reports/cases/dynamo-equal-clocks-concurrent-everything-1.json';
  const seedOne = ['dynamo', '--variant', 'equal-clocks-concurrent', '--seed', '1', '--ops', '60'];
  const cwd = temporaryFolder(afterAll);
  let recorded: CaseFile;

  beforeAll(async () => {
    await runBuiltCli(['run', ...seedOne], { cwd });
    recorded = JSON.parse(readFileSync(join(cwd, caseFile), 'utf8')) as CaseFile;
  });

  function tampered(name: string, change: Partial<CaseFile>): string {
    writeFileSync(join(cwd, name), JSON.stringify({ ...recorded, ...change }));
    return name;
  }

  test('the same run again: the same digest, and the exit code of its verdict', async () => {
    const { code, out } = await runBuiltCli(['replay', caseFile, '--history', 'h.jsonl', '--trace', 't.jsonl'], {
      cwd,
    });
    expect(code).toBe(1);
    expect(out).toContain(`the same run as before: ${recorded.events} events, digest ${recorded.digest}.`);
    expect(readFileSync(join(cwd, 'h.jsonl'), 'utf8').split('\n')[0]).toContain('"f":"topology"');
    expect(JSON.parse(readFileSync(join(cwd, 't.jsonl'), 'utf8').split('\n')[0] ?? '')).toHaveProperty('sentMicros');
  });

  test('in another time zone and language, and from the seed, it is the same run', async () => {
    const env = { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };
    const seed = ['--seed', '1', '--variant', 'equal-clocks-concurrent', '--faults', 'everything', '--ops', '60'];
    const { code, out } = await runBuiltCli(['replay', 'dynamo', ...seed, '--json'], { cwd, env });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'violated', isSameRun: true, digest: recorded.digest });
  });

  test('another digest is an internal fault: exit 255, naming the events', async () => {
    const { digest, checkpoints, events } = recorded;
    const end = tampered('end.json', { digest: '0'.repeat(16) });
    const from = checkpoints.length * 1024;
    expect(await runBuiltCli(['replay', end], { cwd })).toEqual({
      code: 255,
      out: '',
      err: `capcheck: the run went another way than before (digest ${digest}, not 0000000000000000): the first difference is among events ${from} to ${events - 1}.\n`,
    });
    const second = checkpoints.map((checkpoint, nth) => (nth === 1 ? '0'.repeat(16) : checkpoint));
    const { code, err } = await runBuiltCli(['replay', tampered('second.json', { checkpoints: second })], { cwd });
    expect(code).toBe(255);
    expect(err).toContain('the first difference is among events 1024 to 2047.');
  });

  test('a case of other code is refused, and replayed on demand', async () => {
    const other = tampered('other.json', { codeVersion: '0.0.1+0123456789abcdef' });
    const refused = await runBuiltCli(['replay', other], { cwd });
    expect(refused).toEqual({
      code: 254,
      out: '',
      err: `capcheck: other.json was recorded by code version 0.0.1+0123456789abcdef, and this is ${recorded.codeVersion}: it may go another way. Run it all the same with --force.\n`,
    });
    expect((await runBuiltCli(['replay', other, '--force'], { cwd })).code).toBe(1);
  });

  test.each([
    ['empty.json', '', 'the file is empty; expected a case file.'],
    ['text.json', 'hello', 'the file is no JSON; expected a case file.'],
    ['foreign.json', '{"name":"x"}', 'this is no case file: its format is undefined, not "capcheck-case/1".'],
    ['list.json', '[]', 'this is no case file: its format is undefined, not "capcheck-case/1".'],
  ])('%s is no case file', async (name, content, problem) => {
    writeFileSync(join(cwd, name), content);
    expect(await runBuiltCli(['replay', name], { cwd })).toEqual({
      code: 254,
      out: '',
      err: `capcheck: ${name}: ${problem}\n`,
    });
  });

  test('a case that is cut off, or that names what is not there', async () => {
    const text = readFileSync(join(cwd, caseFile), 'utf8');
    writeFileSync(join(cwd, 'cut.json'), text.slice(0, text.length / 2));
    expect((await runBuiltCli(['replay', 'cut.json'], { cwd })).err).toBe(
      'capcheck: cut.json: the file is cut off: its JSON never ends.\n',
    );
    const nowhere = tampered('nowhere.json', { plan: { ...recorded.plan, system: 'dinamo' } });
    expect(await runBuiltCli(['replay', nowhere], { cwd })).toEqual({
      code: 254,
      out: '',
      err: `capcheck: there is no system "dinamo". Did you mean "dynamo"? There are: ${ALL_SYSTEMS.map(({ name }) => name).join(', ')}.\n`,
    });
  });
});

describe('capcheck check', () => {
  test('judges the history of a run by the claim of its system, and by a spec', async () => {
    const cwd = temporaryFolder();
    await runBuiltCli(['replay', 'spanner', '--seed', '3', '--faults', 'everything', '--history', 'h.jsonl'], { cwd });
    const claim = await runBuiltCli(['check', 'h.jsonl', '--claim', 'spanner', '--json'], { cwd });
    expect(claim.code).toBe(0);
    expect(JSON.parse(claim.out)).toMatchObject({ verdict: 'holds', results: [{ file: 'h.jsonl', verdict: 'holds' }] });
  });

  test('a stale read of a register: exit 1', async () => {
    const cwd = temporaryFolder();
    const rows = [
      [0, 'invoke', 'write', 1],
      [0, 'ok', 'write', 1],
      [1, 'invoke', 'read', null],
      [1, 'ok', 'read', 0],
    ].map(([process, type, f, value], index) => JSON.stringify({ index, time: index, process, type, f, value }));
    writeFileSync(join(cwd, 'stale.jsonl'), `${rows.join('\n')}\n`);
    const { code, out } = await runBuiltCli(['check', 'stale.jsonl', '--spec', 'register', '--initial', '0'], { cwd });
    expect(code).toBe(1);
    expect(out).toMatch(/^stale\.jsonl\n {2}linearizable register: violated/);
  });
});

test('capcheck list shows systems, claims, variants and presets', async () => {
  const { code, out } = await runBuiltCli(['list', '--json'], { cwd: temporaryFolder() });
  expect(code).toBe(0);
  const listed = JSON.parse(out) as { systems: { name: string; variants: unknown[] }[]; presets: unknown[] };
  expect(listed.systems.map(({ name }) => name)).toEqual(SYSTEMS.map(({ name }) => name));
  expect(listed.systems.every(({ variants }) => variants.length >= 5)).toBe(true);
  expect(listed.presets).toHaveLength(PRESETS.length);
});
