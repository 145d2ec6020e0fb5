import { expect, test } from 'vitest';
import { History } from '../../../../src/history/history.ts';
import { reignsOf } from '../../../../src/report/timeline/reigns.ts';
import { CLOCKS_BEGIN_MICROS } from '../../../../src/report/text/numbers.ts';
import { CLOCK_START_MICROS } from '../../../../src/simulation/clock.ts';

const SECOND = 1_000_000;

function historyOf(lines: readonly (readonly [seconds: number, process: string, f: string, value: object])[]): History {
  return new History(
    lines.map(([seconds, process, f, value], index) => {
      return { index, time: seconds * 1e9, process, type: 'info' as const, f, value };
    }),
  );
}

function lease(seconds: number, process: string, ballot: number, from: number, until: number, group = 'g1') {
  const at = (second: number): number => CLOCK_START_MICROS + second * SECOND;
  return [seconds, process, 'lease', { group, ballot, from: at(from), until: at(until) }] as const;
}

test('the report counts time from where the clocks of a simulation begin', () => {
  expect(CLOCKS_BEGIN_MICROS).toBe(CLOCK_START_MICROS);
});

test('claims of one lease are one reign, as long as the last of them says', () => {
  const history = historyOf([lease(1, 'n1', 64, 1, 3), lease(2, 'n1', 64, 1, 5), lease(6, 'n1', 64, 6, 7)]);
  expect(reignsOf(history)).toEqual([
    { node: 'n1', group: 'g1', under: 'ballot 64', fromNanos: 1e9, toNanos: 5e9, isContested: false },
    { node: 'n1', group: 'g1', under: 'ballot 64', fromNanos: 6e9, toNanos: 7e9, isContested: false },
  ]);
});

test.each([
  ['at one time', 'n2', 'g1', 4, true],
  ['of another group', 'n2', 'g2', 4, false],
  ['after it', 'n2', 'g1', 5, false],
  ['by itself', 'n1', 'g1', 4, false],
])('a lease that another one contests %s', (_, node, group, from, isContested) => {
  const [first, second] = reignsOf(historyOf([lease(1, 'n1', 64, 1, 5), lease(4, node, 65, from, 9, group)]));
  expect([first?.isContested, second?.isContested]).toEqual([isContested, isContested]);
});

test('a partition has a leader until another one states it, and to the end else', () => {
  const inSync = (seconds: number, node: string, partition: string, names: readonly string[]) =>
    [seconds, node, 'in-sync-replicas', { partition, inSync: names, minimum: 2 }] as const;
  const history = historyOf([
    inSync(1, 'n1', 'p', ['n1', 'n2']),
    inSync(2, 'n2', 'q', ['n2']),
    inSync(3, 'n2', 'p', ['n2']),
  ]);
  expect(
    reignsOf(history).map(({ node, group, under, fromNanos, toNanos }) => [node, group, under, fromNanos, toNanos]),
  ).toEqual([
    ['n1', 'p', 'in sync: n1, n2', 1e9, 3e9],
    ['n2', 'q', 'in sync: n2', 2e9, 3e9],
    ['n2', 'p', 'in sync: n2', 3e9, 3e9],
  ]);
});
