import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { Queue, QueueEvents } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { RunDocument } from '../../src/reporters/json.ts';
import { Random } from '../../src/workloads/random.ts';
import { BUILT_MAIN, type BuiltProcess, startBuilt } from '../helpers/campaign/built-process.ts';
import { copyInstallation } from '../helpers/campaign/copy-installation.ts';
import { surviveKills } from '../helpers/campaign/kill-campaign.ts';
import { readResults } from '../helpers/campaign/read-results.ts';
import { NO_REDIS, REDIS_PASSWORD, type RedisServer, startRedis } from '../helpers/campaign/redis-server.ts';
import { type Finished, runBuiltCli } from '../helpers/run-built-cli.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

// Each test starts several processes, hooks too, and a machine may be busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const CANARY = 'dynamo/equal-clocks-concurrent';

/** Twelve runs of a correct system, twelve of one that fails, and twelve of the canary. */
const SETTING = ['dynamo', '--faults', 'everything', '--seeds', '1..12', '--ops', '60'];
const CAMPAIGN = [...SETTING, '--canary', CANARY];
const FAILING = ['dynamo', '--variant', 'equal-clocks-concurrent', '--seeds', '1..12', '--ops', '60'];

/** A way to get a campaign done: leaves the results of all of it in `whole`, and prints its document. */
interface Way {
  readonly name: string;
  readonly isMissing?: string | undefined;
  readonly begin?: () => Promise<void>;
  readonly end?: () => Promise<void>;
  readonly run: (args: readonly string[], cwd: string) => Promise<Finished>;
  /** Options with which a campaign goes on, or ends early. */
  readonly engine: () => readonly string[];
}

let redis: RedisServer | undefined;
let workers: readonly BuiltProcess[] = [];

const WAYS: readonly Way[] = [
  {
    name: 'local threads',
    run: (args, cwd) => runBuiltCli(['campaign', ...args, '--workers', '2', '--out', 'whole', '--json'], { cwd }),
    engine: () => ['--workers', '2'],
  },
  {
    name: 'three shards',
    run: async (args, cwd) => {
      const shards = ['1/3', '2/3', '3/3'];
      const run = async (shard: string): Promise<Finished> =>
        runBuiltCli(['campaign', ...args, '--workers', '1', '--shard', shard, '--out', shard.slice(0, 1)], { cwd });
      const finished = await Promise.all(shards.map(run));
      for (const { code } of finished) expect(code).toBeLessThan(2);
      return runBuiltCli(['merge', '3', '1/campaign.jsonl', '2', '--out', 'whole', '--json'], { cwd });
    },
    engine: () => ['--workers', '1'],
  },
  {
    name: 'workers at a Redis',
    isMissing: NO_REDIS,
    begin: async () => {
      redis = await startRedis(temporaryFolder(afterAll));
      const url = redis.url;
      workers = [1, 2].map(() => startBuilt(['worker', '--engine', url, '--workers', '1'], temporaryFolder(afterAll)));
      await Promise.all(workers.map(({ says }) => says('working for ')));
    },
    end: async () => {
      for (const { child } of workers) child.kill('SIGTERM');
      const codes = await Promise.all(workers.map(({ ended }) => ended));
      redis?.stop();
      expect(codes).toEqual([0, 0]);
      for (const { err } of workers) expect(err()).not.toContain(REDIS_PASSWORD);
    },
    run: (args, cwd) => runBuiltCli(['campaign', ...args, '--out', 'whole', '--json'], { cwd, env: engineOf(redis) }),
    engine: () => ['--engine', redis?.url ?? ''],
  },
];

function engineOf(server: RedisServer | undefined): NodeJS.ProcessEnv {
  return { CAPCHECK_ENGINE: server?.url };
}

/** What a campaign must come to: done in one thread, one run after the other. */
interface Reference {
  readonly document: RunDocument;
  readonly lines: readonly string[];
}

async function undisturbed(args: readonly string[]): Promise<Reference> {
  const cwd = temporaryFolder(afterAll);
  const { out } = await runBuiltCli(['campaign', ...args, '--workers', '1', '--out', 'whole', '--json'], { cwd });
  return { document: JSON.parse(out) as RunDocument, lines: readResults(join(cwd, 'whole')).lines };
}

let correct: Reference;
let failing: Reference;

beforeAll(async () => {
  correct = await undisturbed(CAMPAIGN);
  failing = await undisturbed(FAILING);
});

describe.each(WAYS)('a campaign over $name', ({ isMissing, begin, end, run, engine }) => {
  beforeAll(async () => {
    if (isMissing === undefined) await begin?.();
  });
  afterAll(async () => {
    if (isMissing === undefined) await end?.();
  });

  test('has each run once, with the results of an undisturbed one, and reports the canary', async (context) => {
    context.skip(isMissing !== undefined, isMissing);
    const cwd = temporaryFolder();
    const { code, out } = await run(CAMPAIGN, cwd);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual(correct.document);
    expect(readResults(join(cwd, 'whole')).lines).toEqual(correct.lines);
    expect(correct.document).toMatchObject({ runs: { asked: 24, finished: 24 }, ended: 'complete', failures: [] });
    expect(correct.document.canary).toMatchObject({ guarantee: 'bounded-siblings', runs: 12 });
  });

  test('groups failures, and keeps the fastest of each as a case that can be replayed', async (context) => {
    context.skip(isMissing !== undefined, isMissing);
    const cwd = temporaryFolder();
    const { code, out } = await run(FAILING, cwd);
    expect(code).toBe(1);
    const document = JSON.parse(out) as RunDocument;
    expect(document).toEqual(failing.document);
    const [group] = document.failures;
    expect(group).toMatchObject({ guarantee: 'bounded-siblings', anomaly: 'sibling-explosion' });
    const again = await runBuiltCli(['replay', group?.caseFile ?? ''], { cwd });
    expect(again.code).toBe(1);
    expect(again.out).toContain(`digest ${group?.digest}.`);
  });

  test('ends after the first failures when it is told to, and goes on where it ended', async (context) => {
    context.skip(isMissing !== undefined, isMissing);
    const cwd = temporaryFolder();
    const bailed = await runBuiltCli(['campaign', ...FAILING, '--bail', '2', ...engine()], { cwd });
    expect(bailed.code).toBe(1);
    const { length } = readResults(join(cwd, 'reports')).lines;
    expect(length).toBeGreaterThanOrEqual(2);
    if (length < 12) expect(bailed.err).toContain(`failures ended it after ${length} of 12 runs.`);
    const resumed = await runBuiltCli(['campaign', '--resume', ...engine()], { cwd });
    expect(resumed.code).toBe(1);
    expect(readResults(join(cwd, 'reports')).lines).toEqual(failing.lines);
    expect(bailed.err + resumed.err).not.toContain(REDIS_PASSWORD);
  });
});

test('a campaign that is killed at random moments and resumed comes to the same results', async () => {
  const kills = 3;
  const cwd = temporaryFolder();
  const args = [...CAMPAIGN, '--workers', '2'];
  const survival = await surviveKills({ args, kills, cwd, random: new Random('kills') }, 3000);
  expect(survival.kills).toBe(kills);
  expect(survival.rounds).toBeGreaterThan(0);
  for (const results of survival.results) expect(results).toEqual(correct.lines);
});

test('a torn last line is recognised, dropped, and its run done again', async () => {
  const cwd = temporaryFolder();
  const path = join(cwd, 'reports/campaign.jsonl');
  await runBuiltCli(['campaign', ...FAILING], { cwd });
  truncateSync(path, readFileSync(path).length - 100);
  const { code, err } = await runBuiltCli(['campaign', '--resume'], { cwd });
  expect(code).toBe(1);
  expect(err).toContain('the last line of reports/campaign.jsonl had been cut off; its run is done again.');
  expect(readResults(join(cwd, 'reports')).lines).toEqual(failing.lines);
});

describe('what a campaign refuses, and how it says so', () => {
  const cwd = temporaryFolder(afterAll);

  test('results that are there already, unless it is to go on with them', async () => {
    await runBuiltCli(['campaign', ...FAILING], { cwd });
    expect(await runBuiltCli(['campaign', ...FAILING], { cwd })).toEqual({
      code: 254,
      out: '',
      err: 'capcheck: reports/campaign.jsonl has results already; go on with them with --resume, or give another --out.\n',
    });
    const other = await runBuiltCli(['campaign', ...FAILING, '--seeds', '1..13', '--resume'], { cwd });
    expect(other).toEqual({
      code: 254,
      out: '',
      err: 'capcheck: reports/campaign.jsonl is of a campaign with other seeds. Leave out what describes the campaign, or give another --out.\n',
    });
  });

  test('results of other code', async () => {
    const path = join(cwd, 'reports/campaign.jsonl');
    const [head = '', ...lines] = readFileSync(path, 'utf8').split('\n');
    const version = (JSON.parse(head) as { codeVersion: string }).codeVersion;
    truncateSync(path, 0);
    appendFileSync(path, [head.replace(version, '0.0.1+other'), ...lines].join('\n'));
    for (const args of [
      ['campaign', '--resume'],
      ['merge', 'reports', '--out', 'merged'],
    ]) {
      const { code, err } = await runBuiltCli(args, { cwd });
      expect(code).toBe(254);
      expect(err).toContain(`has results of code version 0.0.1+other, and this is ${version}`);
    }
    expect(existsSync(join(cwd, 'merged'))).toBe(false);
  });
});

// It takes a lease to change hands at a bad moment, which these two seeds with few operations never have.
test('a canary that is not reported: exit 255', async () => {
  const cwd = temporaryFolder();
  const few = ['dynamo', '--faults', 'none', '--seeds', '1..2', '--ops', '20'];
  const { code, err } = await runBuiltCli(['campaign', ...few, '--canary', 'hasty-lease'], { cwd });
  expect(err).toContain(
    'the canary spanner/hasty-lease under split-brain was not reported in 2 runs, so other failures',
  );
  expect(code).toBe(255);
});

test('shards of which one is missing hold nothing: exit 2, and the rest can be done', async () => {
  const cwd = temporaryFolder();
  await runBuiltCli(['campaign', ...SETTING, '--shard', '1/2', '--out', 'half'], { cwd });
  const { code, err } = await runBuiltCli(['merge', 'half', '--out', 'whole'], { cwd });
  expect(code).toBe(2);
  expect(err).toContain('there are results of only 6 of 12 runs.');
  expect((await runBuiltCli(['campaign', '--resume', '--out', 'whole'], { cwd })).code).toBe(0);
  expect(readResults(join(cwd, 'whole')).lines).toHaveLength(12);
});

test('a disk that takes no more ends a campaign with a sentence; what was written is kept, and the rest can be done', async () => {
  const cwd = temporaryFolder();
  const args = [BUILT_MAIN, 'campaign', ...FAILING, '--workers', '2', '--out', 'whole']
    .map((word) => `'${word}'`)
    .join(' ');
  // In blocks of 1,024 bytes: the head of the file, some results, and a part of the next one.
  const limited = spawnSync('bash', ['-c', `ulimit -f 16; exec '${process.execPath}' ${args}`], {
    cwd,
    encoding: 'utf8',
  });
  expect(limited.status).toBe(254);
  expect(limited.stderr).toContain(
    "capcheck: whole/campaign.jsonl: a result can't be written: the file may not grow further. Those before it are kept; make room, and go on with --resume.\n",
  );
  expect(readFileSync(join(cwd, 'whole/campaign.jsonl'))).toHaveLength(16 * 1024);
  const resumed = await runBuiltCli(['campaign', '--resume', '--out', 'whole'], { cwd });
  expect(resumed.err).toContain('the last line of whole/campaign.jsonl had been cut off; its run is done again.');
  expect(readResults(join(cwd, 'whole')).lines).toEqual(failing.lines);
});

test('a second campaign on the same results is refused, and the first is not disturbed', async () => {
  const cwd = temporaryFolder();
  const args = ['dynamo', '--faults', 'everything', '--seeds', '1..64', '--ops', '60', '--workers', '1'];
  const first = startBuilt(['campaign', ...args], cwd);
  await first.says(' of 64 runs');
  const second = await runBuiltCli(['campaign', '--resume'], { cwd });
  expect(second.code).toBe(254);
  expect(second.err).toContain(`reports/campaign.jsonl: process ${first.child.pid} on `);
  expect(await first.ended).toBe(0);
  expect(readResults(join(cwd, 'reports')).lines).toHaveLength(64);
  expect(existsSync(join(cwd, 'reports/campaign.jsonl.lock'))).toBe(false);
});

test('shards that overlap, and one that is given twice, count each run once', async () => {
  const cwd = temporaryFolder();
  for (const shard of ['1/2', '2/3', '2/2'])
    await runBuiltCli(['campaign', ...FAILING, '--shard', shard, '--out', shard.replace('/', '-')], { cwd });
  const merged = await runBuiltCli(['merge', '1-2', '2-3', '2-2', '2-3', '--out', 'whole'], { cwd });
  expect(merged.code).toBe(1);
  expect(readResults(join(cwd, 'whole')).lines).toEqual(failing.lines);
  await runBuiltCli(['campaign', ...SETTING, '--shard', '2/2', '--out', 'other'], { cwd });
  const mixed = await runBuiltCli(['merge', '1-2', 'other', '--out', 'mixed'], { cwd });
  expect([mixed.code, mixed.err]).toEqual([
    254,
    'capcheck: other/campaign.jsonl: its campaign is another than that of 1-2/campaign.jsonl.\n',
  ]);
  expect(existsSync(join(cwd, 'mixed/campaign.jsonl'))).toBe(false);
});

/** Halts the only worker of a queue at a moment at which it holds a job. */
async function stopAtWork(worker: BuiltProcess, queue: Queue): Promise<void> {
  for (;;) {
    worker.child.kill('SIGSTOP');
    if ((await queue.getActiveCount()) > 0) return;
    expect(await queue.getWaitingCount()).toBeGreaterThan(0);
    worker.child.kill('SIGCONT');
  }
}

describe('workers at a Redis', () => {
  let server: RedisServer;

  beforeAll(async () => {
    if (NO_REDIS === undefined) server = await startRedis(temporaryFolder(afterAll));
  });
  afterAll(() => {
    if (NO_REDIS === undefined) server.stop();
  });

  test('one of two is killed while it works: all runs are done, none twice, with the same results', async (context) => {
    context.skip(NO_REDIS !== undefined, NO_REDIS);
    const cwd = temporaryFolder();
    const args = ['dynamo', '--faults', 'everything', '--seeds', '1..64', '--ops', '60'];
    const start = (): BuiltProcess => startBuilt(['worker', '--engine', server.url, '--workers', '1'], cwd);
    const connection = new Redis(server.url, { maxRetriesPerRequest: null });
    const queue = new Queue('capcheck', { connection });
    const listening = connection.duplicate();
    const events = new QueueEvents('capcheck', { connection: listening });
    const stalled: string[] = [];
    events.on('stalled', ({ jobId }) => stalled.push(jobId));
    await events.waitUntilReady();
    const victim = start();
    await victim.says('working for ');
    const campaign = startBuilt(['campaign', ...args, '--out', 'whole', '--engine', server.url], cwd);
    await campaign.says(' of 64 runs');
    await stopAtWork(victim, queue);
    const survivor = start();
    await survivor.says('working for ');
    victim.child.kill('SIGKILL');
    expect(await victim.ended).toBeNull();
    expect(await campaign.ended).toBe(0);
    survivor.child.kill('SIGTERM');
    expect(await survivor.ended).toBe(0);
    // Its job was given to the other.
    expect(stalled.length).toBeGreaterThan(0);
    await Promise.all([events.close(), queue.close()]);
    for (const open of [connection, listening]) open.disconnect();
    const local = await runBuiltCli(['campaign', ...args, '--out', 'local'], { cwd });
    expect(local.code).toBe(0);
    const { lines } = readResults(join(cwd, 'whole'));
    expect(lines).toHaveLength(64);
    expect(lines).toEqual(readResults(join(cwd, 'local')).lines);
  });

  test('a worker of other code gives the job back and ends; one of the same code does it', async (context) => {
    context.skip(NO_REDIS !== undefined, NO_REDIS);
    const cwd = temporaryFolder();
    const stranger = startBuilt(['worker', '--engine', server.url], cwd, copyInstallation({ change: true }));
    await stranger.says('working for ');
    const campaign = startBuilt(['campaign', ...SETTING, '--engine', server.url], cwd);
    expect(await stranger.ended).toBe(254);
    expect(stranger.err()).toMatch(
      /a campaign asks for code version \S+, and this worker has \S+: results would not be the same\. The job went back/,
    );
    const worker = startBuilt(['worker', '--engine', server.url], cwd);
    expect(await campaign.ended).toBe(0);
    worker.child.kill('SIGTERM');
    await worker.ended;
    expect(readResults(join(cwd, 'reports')).lines).toHaveLength(12);
    expect(stranger.err() + campaign.err() + worker.err()).not.toContain(REDIS_PASSWORD);
  });

  test('a wrong password, and nobody there', async (context) => {
    context.skip(NO_REDIS !== undefined, NO_REDIS);
    const wrong = server.url.replace(REDIS_PASSWORD, 'guess');
    const shown = server.url.replace(REDIS_PASSWORD, '***');
    const refused = await runBuiltCli(['campaign', ...SETTING, '--engine', wrong], { cwd: temporaryFolder() });
    expect(refused.code).toBe(254);
    expect(refused.err).toMatch(`capcheck: no Redis can be used at ${shown}: WRONGPASS`);
    const nobody = 'redis://:guess@127.0.0.1:1';
    expect(await runBuiltCli(['worker', '--engine', nobody], { cwd: temporaryFolder() })).toEqual({
      code: 254,
      out: '',
      err: 'capcheck: no Redis can be used at redis://:***@127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1.\n',
    });
  });
});

test('where BullMQ is not installed, the message says what to install', async () => {
  const main = copyInstallation({ without: ['bullmq', 'ioredis'] });
  const worker = startBuilt(['worker', '--engine', 'redis://:secret@127.0.0.1:1'], temporaryFolder(), main);
  expect(await worker.ended).toBe(254);
  expect(worker.err()).toBe(
    'capcheck: a campaign over Redis needs two packages that are not installed: npm install bullmq@^6.7 ioredis@^5.11\n',
  );
});
