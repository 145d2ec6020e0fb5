import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runBuiltCli } from '../helpers/run-built-cli.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const DYNAMO = new URL('../../dist/models/dynamo/dynamo.js', import.meta.url).href;
/**
 * Dynamo with one more node, which after a second does what no run may do. What it needs for that it took before the run, so
 * that the guards of a run are gone round.
 */
const LEAKY = `
import { DYNAMO } from ${JSON.stringify(DYNAMO)};
const readClock = process.hrtime.bigint;
const draw = Math.random;
const seen = new Set();
const PLACE = { rack: 'r', zone: 'z', region: 'eu' };
const leaky = (name, leak) => ({ ...DYNAMO, name, build(simulation, plan) {
  DYNAMO.build(simulation, plan);
  const run = plan.operations.map(({ thinkMicros }) => thinkMicros).join();
  simulation.addNode('leak', PLACE, 'client', (host) => ({
    start: () => host.spawn('leak', (function* () { yield* host.sleep(1_000_000); leak(host, run); })()),
    receive: () => undefined,
  }));
} });
export const systems = [
  leaky('clock', (host) => host.observe('leaked', String(readClock()))),
  leaky('random', (host) => host.observe('leaked', draw())),
  leaky('iteration', (host, run) => {
    seen.add(run);
    host.observe('leaked', [...seen].indexOf(run));
  }),
  leaky('promise', () => void Promise.resolve()),
];
`;

test('a system that is the same everywhere: exit 0', async () => {
  const { code, out } = await runBuiltCli(['determinism', 'dynamo', '--seeds', '1..2', '--ops', '40'], {
    cwd: temporaryFolder(),
  });
  expect(out).toMatch(/^dynamo: 2 of 2 plans are the same run in two processes\n/);
  expect(code).toBe(0);
});

test('each other Node on the path is tried, too; where there is none the output says so', async () => {
  const cwd = temporaryFolder();
  const args = ['determinism', 'dynamo', '--seeds', '1', '--ops', '20'];
  const alone = await runBuiltCli(args, { cwd, env: { PATH: cwd } });
  expect(alone.out).toContain(
    `no other Node is on the path (node20, node22, node24, node26): tried with ${process.version} only`,
  );
  const other = join(cwd, 'node22');
  symlinkSync(process.execPath, other);
  const { code, out } = await runBuiltCli(args, { cwd, env: { PATH: cwd } });
  expect(code).toBe(0);
  expect(out).toBe(
    `dynamo: 1 of 1 plans are the same run in two processes\n` +
      `dynamo: 1 of 1 plans are the same run in two processes, the second of ${other}\n`,
  );
});

describe('a planted leak: exit 255, and both contexts of the event in which it shows', () => {
  const proveLeaky = async (system: string): Promise<{ code: number | null; out: string }> => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'leaky.mjs'), LEAKY);
    return runBuiltCli(['determinism', system, '--module', 'leaky.mjs', '--seeds', '5', '--ops', '20'], { cwd });
  };
  const LEAKING = /^1000000 µs {2}leak {2}timeout "leak" at wait 1/;

  test.each([
    ['clock', /"f":"leaked","value":"\d+"/],
    ['random', /"f":"leaked","value":0\.\d+/],
    ['iteration', /"f":"leaked","value":\d/],
  ])('%s', async (system, line) => {
    const { code, out } = await proveLeaky(system);
    expect(code).toBe(255);
    expect(out).toContain(`${system}: 0 of 1 plans are the same run in two processes\n`);
    const { part, event, before, one, other } = readContexts(out);
    expect(event).toBeGreaterThanOrEqual(part[0]);
    expect(event).toBeLessThanOrEqual(part[1]);
    expect(before.at(-1)).toMatch(LEAKING);
    expect(one[0]).toMatch(line);
    expect(other[0]).toMatch(line);
    expect(one[0]).not.toBe(other[0]);
    expect(one).toHaveLength(4);
    expect(other).toHaveLength(4);
  });

  test('promise: it fails in both, and the event that made it is shown', async () => {
    const { code, out } = await proveLeaky('promise');
    expect(code).toBe(255);
    for (const nth of [1, 2])
      expect(out).toMatch(new RegExp(`process ${nth} failed: 1 promise\\(s\\) made inside a run`));
    const { before, one, other } = readContexts(out);
    expect(before).toHaveLength(6);
    expect(one[0]).toMatch(LEAKING);
    expect(other).toEqual(one);
  });
});

/** What the command shows of the event that differs, or in which it failed. */
function readContexts(out: string): {
  readonly part: readonly [number, number];
  readonly event: number;
  readonly before: readonly string[];
  readonly one: readonly string[];
  readonly other: readonly string[];
} {
  const [, from, to] = /the digests part among events (\d+) to (\d+)/.exec(out) ?? [];
  const event = /(?:first difference|it failed) in event (\d+)/.exec(out)?.[1];
  const side = (margin: string): string[] =>
    [...out.matchAll(new RegExp(`^ ${margin} {2}\\d+ {2}(.*)$`, 'gm'))].map(([, text = '']) => text);
  return {
    part: [Number(from), Number(to)],
    event: Number(event),
    before: side(' '),
    one: side('1'),
    other: side('2'),
  };
}
