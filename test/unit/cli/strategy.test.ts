import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RecallComparison } from '../../../src/cli/recall-comparison.ts';
import type { ReplayDocument } from '../../../src/cli/replay-document.ts';
import type { RunDocument } from '../../../src/reporters/json.ts';
import type { CaseFile } from '../../../src/search/case-file.ts';
import { readResults } from '../../helpers/campaign/read-results.ts';
import { runCliHere } from '../../helpers/run-cli-here.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const FAILING = ['dynamo', '--variant', 'strict-quorum', '--seeds', '1..4', '--ops', '40', '--workers', '1'];

test.each(['priorities', 'branch', 'portfolio'])(
  'a campaign by %s: failures are named by it, replayed from seed and case, shrunk, and gone on with',
  async (strategy) => {
    const out = temporaryFolder();
    const args = ['campaign', ...FAILING, '--strategy', strategy, '--out', out, '--json'];
    const { code, out: text } = await runCliHere(...args);
    expect(code).toBe(1);
    const { results, failures } = JSON.parse(text) as RunDocument;
    expect(results).toMatchObject([{ system: 'dynamo', preset: 'split-brain', strategy }]);
    const { lines } = readResults(out);
    expect(lines.map((line) => (JSON.parse(line) as { strategy: string }).strategy)).toEqual(Array(4).fill(strategy));
    const [failure] = failures;
    if (failure === undefined) throw new Error('nothing failed');
    expect(failure.caseFile).toBe(join(out, `cases/dynamo-strict-quorum-split-brain-${strategy}-${failure.seed}.json`));
    const replayed = await runCliHere('replay', failure.caseFile, '--json');
    expect(JSON.parse(replayed.out)).toMatchObject({ isSameRun: true, digest: failure.digest });
    const other = results[0]?.failures.find(({ caseFile }) => caseFile === null);
    expect(other?.reproduce).toContain(` --strategy ${strategy} `);
    const words = (other?.reproduce ?? '').split(' ').slice(2);
    expect((JSON.parse((await runCliHere(...words, '--json')).out) as ReplayDocument).verdict).toBe('violated');
    const shrunk = join(out, 'small.json');
    expect(
      (await runCliHere('shrink', failure.caseFile, '--budget', '60', '--workers', '1', '--out', shrunk)).code,
    ).toBe(1);
    const { plan, shrunk: how } = JSON.parse(readFileSync(shrunk, 'utf8')) as CaseFile;
    expect(how?.signature.guarantee).toBe('total-availability');
    // What broke is a matter of partitions, not of the strategy.
    expect([plan.priorities, plan.prefix]).toEqual([undefined, undefined]);
    expect((await runCliHere('replay', shrunk)).code).toBe(1);
    const resumed = await runCliHere(...args, '--resume');
    expect(resumed.code).toBe(1);
    const changed = await runCliHere('campaign', '--resume', '--strategy', 'swarm', ...FAILING, '--out', out);
    expect([changed.code, changed.err]).toEqual([
      254,
      `capcheck: ${join(out, 'campaign.jsonl')} is of a campaign with other settings. Leave out what describes the campaign, or give another --out.\n`,
    ]);
  },
);

test('the strategy of a seed is told with it', async () => {
  const { out } = await runCliHere(
    'replay',
    'dynamo',
    '--seed',
    '2',
    '--faults',
    'none',
    '--strategy',
    'priorities',
    '--ops',
    '20',
  );
  expect(out).toContain('dynamo under none, by priorities, seed 2\n');
});

test('recall compares strategies over the same ranges, and writes a table', async () => {
  const page = join(temporaryFolder(), 'table.md');
  const effort = ['--ranges', '1', '--seeds', '2', '--ops', '30', '--clean', '1', '--workers', '1', '--markdown', page];
  const strategies = ['--strategy', 'swarm', '--strategy', 'branch'];
  const { out } = await runCliHere('recall', 'inventory', ...effort, ...strategies, '--json');
  const comparison = JSON.parse(out) as RecallComparison;
  expect(comparison.strategies).toEqual(['swarm', 'branch']);
  expect(comparison.variants).toHaveLength(6);
  comparison.variants.forEach(({ costs }, nth) => {
    expect(costs).toHaveLength(2);
    costs.forEach((cost, at) => {
      const [detection] = comparison.recalls[at]?.variants[nth]?.detections ?? [];
      expect(cost.meanSeeds).toBe(detection?.seedsRun);
      expect(cost.found).toBe(detection?.seed === null ? 0 : 1);
      expect(detection?.shrunk ?? null).toBeNull();
    });
  });
  expect(existsSync(page)).toBe(true);
  const table = readFileSync(page, 'utf8');
  expect(table).toMatch(/^\| variant \| swarm \| branch \|\n\| --- \| --- \| --- \|\n/);
  expect(table).toMatch(/^- swarm: .* 1\.00 times the seeds and 1\.00 times the CPU time of swarm/m);
});
