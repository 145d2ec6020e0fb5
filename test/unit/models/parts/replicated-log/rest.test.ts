import { expect, test } from 'vitest';
import { LogCluster } from '../../../../helpers/models/log-cluster.ts';

const SECOND = 1_000_000;
const REST_MICROS = 4 * SECOND;

/** A cluster whose leader proposed once and has nothing to do since; and a switch that gives it work again. */
function idleCluster(): { cluster: LogCluster; leader: string; wake: () => void } {
  let isIdle = true;
  const rest = { heartbeatMicros: REST_MICROS, isIdle: () => isIdle };
  const cluster = new LogCluster({ thinkMicros: 1_000 * SECOND, rest });
  expect(cluster.runUntilTrue(() => cluster.acknowledged.size > 0)).toBe(true);
  const [leader = ''] = cluster.leaders();
  const wake = (): void => {
    isIdle = false;
    cluster.logOf(leader).wanted.notify();
  };
  return { cluster, leader, wake };
}

test('an idle leader stays leader with a small part of the events, though its lease runs out', () => {
  const { cluster, leader, wake } = idleCluster();
  const { digest } = cluster.simulation.kernel;
  const before = digest.events;
  cluster.runUntil(100 * SECOND);
  const idle = digest.events - before;
  expect(cluster.leaders()).toEqual([leader]);
  expect(cluster.holders()).toEqual([]);
  wake();
  expect(cluster.runUntilTrue(() => cluster.holders().length === 1, SECOND)).toBe(true);
  cluster.runUntil(200 * SECOND);
  expect(cluster.leaders()).toEqual([leader]);
  expect(digest.events - before - idle).toBeGreaterThan(10 * idle);
});

test('an idle leader that dies is replaced once its next heartbeat is overdue', () => {
  const { cluster, leader } = idleCluster();
  cluster.runUntil(10 * SECOND);
  cluster.losePower(leader);
  expect(cluster.runUntilTrue(() => cluster.leaders().length === 1, REST_MICROS + 3 * SECOND)).toBe(true);
  expect(cluster.leaders()).not.toEqual([leader]);
  expect(cluster.conflicts).toEqual([]);
});
