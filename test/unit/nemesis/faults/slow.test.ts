import { expect, test } from 'vitest';
import type { PacedFault } from '../../../../src/nemesis/fault.ts';
import { fieldUnder } from '../../../helpers/nemesis.ts';

const fault = (kind: PacedFault['kind'], micros: number, id = 1): PacedFault => {
  return { kind, id, atMicros: 1_000, durationMicros: 500_000, targets: ['s1'], micros };
};

/** When ten messages that leave c1 together have been served by a server, in microseconds after they were sent. */
function servedAfter(target: string, atMicros: number, faults: readonly PacedFault[]): readonly number[] {
  const { simulation } = fieldUnder(faults);
  const times: number[] = [];
  const node = simulation.nodeNamed(target);
  simulation.kernel.runUntil(atMicros);
  const { program } = node;
  if (program !== undefined) program.receive = () => void times.push(simulation.kernel.nowMicros - atMicros);
  for (let i = 0; i < 10; i++) simulation.kernel.send(simulation.nodeNamed('c1'), node, { kind: 'work' });
  simulation.kernel.runUntil(atMicros + 400_000);
  return times;
}

test('slow-cpu: events happen one after the other, each so long after the one before', () => {
  const times = servedAfter('s1', 2_000, [fault('slow-cpu', 10_000)]);
  expect(times).toHaveLength(10);
  for (let i = 1; i < 10; i++) expect((times[i] ?? 0) - (times[i - 1] ?? 0)).toBe(10_000);
});

test('slow-cpu slows nobody else, and nobody when it is over', () => {
  const others = [
    servedAfter('s1', 2_000, []),
    servedAfter('s1', 600_000, [fault('slow-cpu', 10_000)]),
    servedAfter('s2', 2_000, [fault('slow-cpu', 10_000)]),
  ];
  // Ten messages that leave together arrive within the tail of a region: 0.5 ms and 62 times 0.3 ms.
  for (const times of others) {
    expect(times).toHaveLength(10);
    expect(Math.max(...times)).toBeLessThan(20_000);
  }
});

test('two that overlap add up', () => {
  const times = servedAfter('s1', 2_000, [fault('slow-cpu', 6_000, 1), fault('slow-cpu', 5_000, 2)]);
  expect((times[9] ?? 0) - (times[8] ?? 0)).toBe(11_000);
});

test('slow-disk: syncs take so much longer while it lasts', () => {
  const { simulation } = fieldUnder([fault('slow-disk', 40_000)]);
  const { disk } = simulation.nodeNamed('s1');
  const syncTakes = (): number => {
    const begun = simulation.kernel.nowMicros;
    let ended = Infinity;
    disk.sync().onResolved(() => (ended = simulation.kernel.nowMicros));
    simulation.kernel.runUntil(begun + 100_000);
    return ended - begun;
  };
  simulation.kernel.runUntil(1_000);
  expect(syncTakes()).toBeGreaterThanOrEqual(40_200);
  simulation.kernel.runUntil(600_000);
  // 0.2 ms and an exponential part of mean 0.3 ms, cut off at 6.2 times that.
  expect(syncTakes()).toBeLessThan(2_100);
});
