import { expect, test } from 'vitest';
import { checkLeaseDisjointness } from '../../../../../src/checkers/leases/lease-disjointness.ts';
import { History } from '../../../../../src/history/history.ts';
import { drawLogFaults } from '../../../../helpers/models/draw-log-faults.ts';
import { PairCluster } from '../../../../helpers/models/pair-cluster.ts';

const SECOND = 1_000_000;

test('one server serves, and lines are committed', () => {
  const cluster = new PairCluster();
  cluster.runUntil(2 * SECOND);
  expect(cluster.serving()).toHaveLength(1);
  expect(cluster.acknowledged.size).toBeGreaterThan(50);
});

test('a leader that is cut off stops before another serves, and nothing acknowledged is lost', () => {
  const cluster = new PairCluster();
  cluster.runUntil(2 * SECOND);
  const [first = ''] = cluster.serving();
  cluster.setReach(first, 'cut');
  for (let at = 2 * SECOND; at < 4 * SECOND; at += 5_000) {
    cluster.runUntil(at);
    expect(cluster.serving().length).toBeLessThan(2);
  }
  const [second = ''] = cluster.serving();
  expect(second).not.toBe(first);
  cluster.setReach(first, 'mended');
  const before = cluster.acknowledged.size;
  cluster.runUntil(6 * SECOND);
  expect(cluster.acknowledged.size).toBeGreaterThan(before);
  expect([...cluster.lost]).toEqual([]);
});

test('the third server takes the place of a dead standby', () => {
  const cluster = new PairCluster();
  cluster.runUntil(2 * SECOND);
  const [leader = ''] = cluster.serving();
  for (const dead of cluster.names.filter((name) => name !== leader)) {
    const node = cluster.simulation.nodeNamed(dead);
    cluster.simulation.crash(node);
    const before = cluster.acknowledged.size;
    cluster.runUntil(cluster.simulation.kernel.nowMicros + 2 * SECOND);
    expect(cluster.acknowledged.size).toBeGreaterThan(before);
    cluster.simulation.restart(node);
    cluster.runUntil(cluster.simulation.kernel.nowMicros + SECOND);
  }
  expect(cluster.serving()).toEqual([leader]);
});

test('alone, a server acknowledges nothing and soon serves nothing', () => {
  const cluster = new PairCluster();
  cluster.runUntil(2 * SECOND);
  const [leader = ''] = cluster.serving();
  for (const name of cluster.names) if (name !== leader) cluster.simulation.crash(cluster.simulation.nodeNamed(name));
  const before = cluster.acknowledged.size;
  cluster.runUntil(4 * SECOND);
  expect(cluster.acknowledged.size - before).toBeLessThan(2);
  expect(cluster.serving()).toEqual([]);
});

/** Lines lost and terms served over seeds, under a swarm of faults. */
function runSeeds(seeds: number, isStandbySynchronous: boolean): { lost: number; terms: number; overlaps: number } {
  const found = { lost: 0, terms: 0, overlaps: 0 };
  for (let seed = 1; seed <= seeds; seed++) {
    const faults = drawLogFaults(seed, 3, 8 * SECOND);
    const cluster = new PairCluster({ seed, faults, isStandbySynchronous });
    cluster.runUntil(8 * SECOND);
    cluster.nemesis.heal();
    cluster.runUntil(12 * SECOND);
    found.lost += cluster.lost.size;
    found.terms += cluster.terms;
    const leases = checkLeaseDisjointness(new History(cluster.simulation.recorder.operations));
    if (leases.verdict === 'violated') found.overlaps++;
    expect({ seed, serving: cluster.serving().length }).toEqual({ seed, serving: 1 });
  }
  return found;
}

test('under faults nothing acknowledged is lost, leases never overlap, and in the end somebody serves', () => {
  const { lost, terms, overlaps } = runSeeds(25, true);
  expect({ lost, overlaps }).toEqual({ lost: 0, overlaps: 0 });
  expect(terms).toBeGreaterThan(50);
});

test('with an asynchronous standby acknowledged lines are lost', () => {
  expect(runSeeds(25, false).lost).toBeGreaterThan(0);
});
