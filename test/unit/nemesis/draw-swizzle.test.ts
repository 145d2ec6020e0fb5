import { describe, expect, test } from 'vitest';
import { drawSwizzle } from '../../../src/nemesis/draw-swizzle.ts';
import type { PartitionFault } from '../../../src/nemesis/fault.ts';
import { Random } from '../../../src/workloads/random.ts';
import { topologyOf } from '../../helpers/topology.ts';

const FAULT: PartitionFault = {
  kind: 'partition',
  id: 7_001,
  atMicros: 500_000,
  durationMicros: 1,
  shape: 'swizzle',
  deaf: {},
};
const SEEDS = Array.from({ length: 50 }, (_, seed) => seed);
const SERVERS = topologyOf(5);

function endOf({ atMicros, durationMicros }: PartitionFault): number {
  return atMicros + durationMicros;
}

describe('drawSwizzle', () => {
  test.each(SEEDS)('cuts every link of one server, each both ways by a fault of its own (seed %i)', (seed) => {
    const links = drawSwizzle(new Random(`${seed}`), FAULT, SERVERS);
    expect(links.map(({ id }) => id)).toEqual([7_001, 7_002, 7_003, 7_004]);
    const [victim = ''] = Object.keys(links[0]?.deaf ?? {});
    const ends = links.map(({ deaf }) => deaf[victim]?.[0] ?? '');
    expect(links.map(({ deaf }) => deaf)).toEqual(ends.map((end) => ({ [victim]: [end], [end]: [victim] })));
    expect([victim, ...ends].toSorted()).toEqual(['s1', 's2', 's3', 's4', 's5']);
  });

  test.each(SEEDS)('leaves it alone for a while, then gives the links back one by one (seed %i)', (seed) => {
    const links = drawSwizzle(new Random(`${seed}`), FAULT, SERVERS);
    const lastCut = Math.max(...links.map(({ atMicros }) => atMicros));
    expect(lastCut - FAULT.atMicros).toBeLessThan(100_000);
    const ends = links.map(endOf);
    expect(Math.min(...ends) - lastCut).toBeGreaterThanOrEqual(600_000);
    expect(ends).toEqual(ends.toSorted((a, b) => a - b));
  });

  test('another seed takes another server', () => {
    const victims = SEEDS.map(
      (seed) => Object.keys(drawSwizzle(new Random(`${seed}`), FAULT, SERVERS)[0]?.deaf ?? {})[0],
    );
    expect(new Set(victims).size).toBe(5);
  });
});
