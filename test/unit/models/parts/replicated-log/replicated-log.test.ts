import { describe, expect, test } from 'vitest';
import { LogCluster } from '../../../../helpers/models/log-cluster.ts';

const SECOND = 1_000_000;

/** A cluster whose leader has begun to propose, and the names of the leader and the others. */
function ledCluster(
  servers = 3,
  thinkMicros?: number,
): { cluster: LogCluster; leader: string; others: readonly string[] } {
  const cluster = new LogCluster({ servers, ...(thinkMicros === undefined ? {} : { thinkMicros }) });
  expect(cluster.runUntilTrue(() => cluster.acknowledged.size > 0)).toBe(true);
  const [leader = ''] = cluster.holders();
  return { cluster, leader, others: cluster.names.filter((name) => name !== leader) };
}

describe('a replicated log', () => {
  test.each([3, 5])('of %i servers elects one leader, and applies what it proposes everywhere', (servers) => {
    const { cluster } = ledCluster(servers);
    cluster.runUntil(3 * SECOND);
    expect(cluster.leaders()).toHaveLength(1);
    expect(cluster.conflicts).toEqual([]);
    const lengths = cluster.names.map((name) => cluster.logOf(name).chosenUpTo);
    expect(Math.min(...lengths)).toBeGreaterThan(50);
    expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThan(10);
  });

  test('chooses nothing while the leader stands alone, and its lease runs out', () => {
    const { cluster, leader, others } = ledCluster();
    for (const other of others) cluster.setLink(leader, other, 'cut');
    cluster.runUntil(cluster.simulation.kernel.nowMicros + 10_000);
    const before = cluster.logOf(leader).chosenUpTo;
    expect(cluster.runUntilTrue(() => cluster.holders().some((name) => name !== leader))).toBe(true);
    expect(cluster.logOf(leader).chosenUpTo).toBe(before);
    expect(cluster.logOf(leader).holdsLease).toBe(false);
  });

  test('a new leader comes before the old one knows, and the old one yields when it hears', () => {
    const { cluster, leader, others } = ledCluster();
    for (const other of others) cluster.setLink(leader, other, 'cut');
    expect(cluster.runUntilTrue(() => cluster.leaders().length === 2)).toBe(true);
    for (const other of others) cluster.setLink(leader, other, 'mended');
    expect(cluster.runUntilTrue(() => cluster.leaders().length === 1)).toBe(true);
    expect(cluster.leaders()).not.toEqual([leader]);
    expect(cluster.conflicts).toEqual([]);
  });

  test('a new leader finishes what a dead one had only begun', () => {
    const { cluster, leader, others } = ledCluster();
    const [reached = '', unreached = ''] = others;
    // The last command gets to one follower, whose answer the leader never hears.
    cluster.setLink(leader, unreached, 'cut');
    cluster.simulation.kernel.network.cut(reached, leader);
    cluster.runUntil(cluster.simulation.kernel.nowMicros + 100_000);
    const slot = cluster.logOf(leader).chosenUpTo;
    const begun = cluster.logOf(reached).acceptor.acceptedAt(slot)?.command;
    expect(begun).toMatch(leader);
    expect(cluster.acknowledged).not.toContain(begun);
    cluster.losePower(leader);
    expect(cluster.runUntilTrue(() => cluster.holders().length === 1)).toBe(true);
    cluster.runUntil(cluster.simulation.kernel.nowMicros + SECOND);
    expect([...(cluster.applied.get(slot) ?? [])]).toEqual([begun]);
  });

  test('a replica that was cut off catches up by fetching', () => {
    const { cluster, others } = ledCluster();
    const [late = ''] = others;
    for (const other of cluster.names.filter((name) => name !== late)) cluster.setLink(late, other, 'cut');
    cluster.runUntil(2 * SECOND);
    const missing = cluster.logOf(late).chosenUpTo;
    for (const other of cluster.names.filter((name) => name !== late)) cluster.setLink(late, other, 'mended');
    cluster.runUntil(3 * SECOND);
    expect(cluster.logOf(late).chosenUpTo).toBeGreaterThan(missing + 30);
    expect(cluster.simulation.kernel.coverage.counts()['log: replica caught up by fetching']).toBeGreaterThan(0);
    expect(cluster.conflicts).toEqual([]);
  });

  test.each([
    ['holds up the others for ever, though its lease has run out', undefined],
    ['resigns when it is to, and another leads', 800_000],
  ])('a leader that is heard but hears nobody %s', (_, resignMicros) => {
    const cluster = new LogCluster(resignMicros === undefined ? {} : { resignMicros });
    expect(cluster.runUntilTrue(() => cluster.acknowledged.size > 0)).toBe(true);
    const [leader = ''] = cluster.holders();
    for (const other of cluster.names) if (other !== leader) cluster.simulation.kernel.network.cut(other, leader);
    cluster.runUntil(cluster.simulation.kernel.nowMicros + 4 * SECOND);
    expect(cluster.holders().filter((name) => name !== leader)).toHaveLength(resignMicros === undefined ? 0 : 1);
    expect(cluster.leaders().includes(leader)).toBe(resignMicros === undefined);
  });

  test('a server that comes back rejoins without a campaign against the leader', () => {
    const { cluster, leader, others } = ledCluster();
    const [back = ''] = others;
    cluster.losePower(back);
    cluster.runUntil(2 * SECOND);
    cluster.restart(back);
    cluster.runUntil(4 * SECOND);
    expect(cluster.leaders()).toEqual([leader]);
    expect(cluster.logOf(back).leaderHint).toBe(leader);
    expect(cluster.logOf(leader).chosenUpTo - cluster.logOf(back).chosenUpTo).toBeLessThan(10);
  });

  test('a candidate knows its ballot after a power loss as soon as anyone else promised', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const cluster = new LogCluster({ seed });
      const promised = (): readonly number[] => cluster.names.map((name) => cluster.logOf(name).acceptor.promised);
      expect(cluster.runUntilTrue(() => promised().filter((ballot) => ballot > 0).length > 1)).toBe(true);
      const ballot = Math.max(...promised());
      const candidate = cluster.names[ballot % 64] ?? '';
      cluster.losePower(candidate);
      cluster.restart(candidate);
      expect({ seed, promised: cluster.logOf(candidate).acceptor.promised }).toEqual({ seed, promised: ballot });
    }
  });
});
