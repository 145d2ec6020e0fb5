import { describe, expect, test } from 'vitest';
import type { PartitionFault } from '../../../../src/nemesis/fault.ts';
import { fieldUnder } from '../../../helpers/nemesis.ts';

function partition(shape: PartitionFault['shape'], deaf: PartitionFault['deaf']): PartitionFault {
  return { kind: 'partition', id: 3, atMicros: 1_000, durationMicros: 5_000_000, shape, deaf };
}

const SPLIT = { s1: ['s2', 's3'], s2: ['s1'], s3: ['s1'] };

describe('a partition', () => {
  test('cuts servers off, each with the client at home there, until it ends', () => {
    const { simulation, isAnswered, faultLines } = fieldUnder([partition('halves', SPLIT)], { servers: 3 });
    simulation.kernel.runUntil(1_000);
    const pairs = [
      ['s1', 's2'],
      ['s2', 's1'],
      ['s2', 's3'],
      ['c1', 's1'],
      ['c1', 's2'],
      ['c2', 's1'],
      ['c2', 's3'],
    ] as const;
    const answered = (): string[] => pairs.filter(([from, to]) => isAnswered(from, to)).map((pair) => pair.join(' '));
    expect(answered()).toEqual(['s2 s3', 'c1 s1', 'c2 s3']);
    simulation.kernel.runUntil(5_001_000);
    expect(answered()).toHaveLength(pairs.length);
    expect(faultLines()).toEqual([
      [1_000, 'start-partition', { fault: 3, shape: 'halves', deaf: SPLIT }],
      [5_001_000, 'stop-partition', { fault: 3, shape: 'halves', deaf: SPLIT }],
    ]);
  });

  test('one-way: who is deaf can still be heard', () => {
    const { simulation } = fieldUnder([partition('one-way', { s1: ['s2'] })], { servers: 3 });
    simulation.kernel.runUntil(1_000);
    const { network } = simulation.kernel;
    expect([network.isCut('s2', 's1'), network.isCut('s1', 's2')]).toEqual([true, false]);
    expect([network.isCut('s2', 'c1'), network.isCut('c2', 's1'), network.isCut('s1', 'c2')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('of primaries isolates each that leads when it begins', () => {
    const isPrimary = (name: string): boolean => name === 's2' || name === 's3';
    const { simulation, isAnswered, faultLines } = fieldUnder([partition('primaries', {})], { servers: 4, isPrimary });
    simulation.kernel.runUntil(1_000);
    const others = ['s1', 's2', 's3', 's4'];
    const reached = others.flatMap((from) =>
      others.filter((to) => to > from && isAnswered(from, to)).map((to) => `${from} ${to}`),
    );
    expect(reached).toEqual(['s1 s4']);
    expect(faultLines()[0]?.[2]).toMatchObject({ deaf: { s1: ['s2', 's3'], s2: ['s1', 's3', 's4'] } });
  });

  test('of shape swizzle cuts the drawn link of whoever leads, which changes places with the server drawn', () => {
    const link = { s1: ['s4'], s4: ['s1'] };
    const beginningWhileLedBy = (leader: string | undefined): unknown => {
      const isPrimary = (name: string): boolean => name === leader;
      const { simulation, faultLines } = fieldUnder([partition('swizzle', link)], { servers: 4, isPrimary });
      simulation.kernel.runUntil(1_000);
      return faultLines()[0]?.[2];
    };
    const begun = (deaf: PartitionFault['deaf']): unknown => ({ fault: 3, shape: 'swizzle', deaf });
    expect(beginningWhileLedBy(undefined)).toEqual(begun(link));
    expect(beginningWhileLedBy('s1')).toEqual(begun(link));
    expect(beginningWhileLedBy('s2')).toEqual(begun({ s2: ['s4'], s4: ['s2'] }));
    expect(beginningWhileLedBy('s4')).toEqual(begun(link));
  });

  test('that overlaps another leaves what the other cuts, whichever ends first', () => {
    const first: PartitionFault = { ...partition('halves', SPLIT), id: 1, durationMicros: 100_000 };
    const second: PartitionFault = { ...partition('halves', { s1: ['s2'], s2: ['s1'] }), id: 2, atMicros: 50_000 };
    const { simulation } = fieldUnder([first, second], { servers: 3 });
    const { network } = simulation.kernel;
    const cut = (): boolean[] => [network.isCut('s1', 's2'), network.isCut('s1', 's3'), network.isCut('c1', 'c2')];
    simulation.kernel.runUntil(60_000);
    expect(cut()).toEqual([true, true, true]);
    simulation.kernel.runUntil(200_000);
    expect(cut()).toEqual([true, false, true]);
    simulation.kernel.runUntil(6_000_000);
    expect(cut()).toEqual([false, false, false]);
  });
});
