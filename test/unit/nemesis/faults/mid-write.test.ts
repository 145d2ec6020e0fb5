import { describe, expect, test } from 'vitest';
import type { MidWriteFault } from '../../../../src/nemesis/fault.ts';
import { type Field, fieldUnder } from '../../../helpers/nemesis.ts';

const LYING: MidWriteFault = {
  kind: 'mid-write-power-loss',
  id: 5,
  atMicros: 1_000,
  durationMicros: 1_000_000,
  targets: ['s1', 's2'],
  darkMicros: 50_000,
};
const SEEDS = Array.from({ length: 40 }, (_, seed) => seed);

/** Servers that a fault in wait for s1 and s2 darkens when `server` writes records of this kind after 40 usual ones. */
function struckBy(kind: string, server: string, seed: number, count = 1): { field: Field; dark: string[] } {
  const field = fieldUnder([{ ...LYING, id: seed + 1 }]);
  const { kernel } = field.simulation;
  const { disk } = field.simulation.nodeNamed('s1');
  for (let i = 0; i < 40; i++) disk.append('log', { type: 'usual' });
  kernel.runUntil(2_000);
  for (let nth = 0; nth < count; nth++) field.simulation.nodeNamed(server).disk.append('log', { type: kind });
  kernel.runUntil(3_500);
  return { field, dark: field.simulation.nodes.filter((node) => !node.isRunning).map(({ name }) => name) };
}

describe('mid-write power loss', () => {
  test('strikes at the first rare write in a third of the cases, its writer only, before its sync could surely end', () => {
    const strikes = SEEDS.map((seed) => struckBy('rare', 's2', seed).dark);
    const hits = strikes.filter((dark) => dark.length > 0);
    for (const dark of hits) expect(dark).toEqual(['s2']);
    // 13.3 of 40, with a standard deviation of 3.
    expect(Math.abs(hits.length - 13.3)).toBeLessThan(4 * 3);
  });

  test('lets no more than two rare writes pass', () => {
    for (const seed of SEEDS) expect(struckBy('rare', 's2', seed, 3).dark).toEqual(['s2']);
  });

  test('lets usual writes and other servers be', () => {
    for (const seed of SEEDS) {
      expect(struckBy('usual', 's1', seed).dark).toEqual([]);
      expect(struckBy('rare', 's3', seed).dark).toEqual([]);
    }
  });

  test('the server comes back after its time, or when the fault ends', () => {
    const seed = SEEDS.find((candidate) => struckBy('rare', 's1', candidate).dark.length > 0) ?? -1;
    const { field } = struckBy('rare', 's1', seed);
    field.simulation.kernel.runUntil(60_000);
    expect(field.simulation.nodeNamed('s1').isRunning).toBe(true);
    const other = struckBy('rare', 's1', seed).field;
    other.nemesis.heal();
    expect(other.simulation.nodeNamed('s1').isRunning).toBe(true);
    expect(field.faultLines().map(([, f]) => f)).toEqual([
      'start-mid-write-power-loss',
      'start-power-loss',
      'stop-power-loss',
    ]);
  });

  test('lying in wait changes nothing of what the writer draws', () => {
    const drawn = [[], [LYING]].map((faults) => {
      const { simulation } = fieldUnder(faults);
      const { kernel } = simulation;
      kernel.runUntil(2_000);
      let label = 0;
      kernel.under(7, () => {
        const { disk } = simulation.nodeNamed('s1');
        for (let i = 0; i < 6; i++) disk.append('log', { type: `kind ${i}` });
        label = kernel.nextLabel();
      });
      return label;
    });
    expect(drawn[1]).toBe(drawn[0]);
  });

  test('when it is over, rare writes are safe', () => {
    const { simulation, nemesis } = fieldUnder([LYING]);
    simulation.kernel.runUntil(2_000);
    nemesis.heal();
    const { disk } = simulation.nodeNamed('s1');
    for (let i = 0; i < 40; i++) disk.append('log', { type: `rare ${i}` });
    simulation.kernel.runUntil(1_000_000);
    expect(simulation.nodes.every((node) => node.isRunning)).toBe(true);
  });
});
