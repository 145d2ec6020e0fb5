import { describe, expect, test } from 'vitest';
import type { MessageFault } from '../../../../src/nemesis/fault.ts';
import { fieldUnder } from '../../../helpers/nemesis.ts';

const LABELS = Array.from({ length: 1_000 }, (_, label) => label);

function fault(kind: MessageFault['kind'], perMillion: number, micros: number): MessageFault {
  return { kind, id: 4, atMicros: 1_000, durationMicros: 9_000, targets: ['s1'], perMillion, micros };
}

/** What a thousand messages of a link meet, before, during and after the fault. */
function phases(what: MessageFault, from: string, to: string): (readonly number[])[][] {
  const { simulation } = fieldUnder([what]);
  return [999, 1_000, 10_000].map((micros) => {
    simulation.kernel.runUntil(micros);
    const [sender, receiver] = [simulation.nodeNamed(from), simulation.nodeNamed(to)];
    return LABELS.map((label) => [...simulation.kernel.network.arrivals(sender, receiver, label)]);
  });
}

const LINKS = [
  ['from the target', 's1', 's4'],
  ['to the target', 's4', 's1'],
  ['from a client to the target', 'c1', 's1'],
] as const;

describe.each(LINKS)('%s', (_, from, to) => {
  test('loss loses about its share while it lasts', () => {
    const [before = [], during = [], after = []] = phases(fault('loss', 300_000, 0), from, to);
    const lost = during.filter(({ length }) => length === 0).length;
    // 300 of 1,000, with a standard deviation of 14.5.
    expect(Math.abs(lost - 300)).toBeLessThan(4 * 14.5);
    expect(before.every(({ length }) => length === 1)).toBe(true);
    expect(after).toEqual(before);
  });

  test('duplication doubles about its share while it lasts', () => {
    const [before = [], during = [], after = []] = phases(fault('duplication', 500_000, 0), from, to);
    const doubled = during.filter(({ length }) => length === 2).length;
    expect(Math.abs(doubled - 500)).toBeLessThan(4 * 16);
    expect(after).toEqual(before);
  });

  test('reordering lets later messages overtake its share while it lasts', () => {
    const [before = [], during = [], after = []] = phases(fault('reordering', 200_000, 20_000), from, to);
    const held = during.flat().filter((delay, label) => delay > (before[label]?.[0] ?? 0)).length;
    expect(Math.abs(held - 200)).toBeLessThan(4 * 13);
    expect(after).toEqual(before);
  });

  test('delay delays all while it lasts', () => {
    const [before = [], during = [], after = []] = phases(fault('delay', 1_000_000, 50_000), from, to);
    const extra =
      during.flat().reduce((sum, delay, label) => sum + delay - (before[label]?.[0] ?? 0), 0) / LABELS.length;
    // The standard deviation of the mean of 1,000 draws is 50,000 / 31.6 = 1,580.
    expect(Math.abs(extra - 50_000)).toBeLessThan(4 * 1_580);
    expect(after).toEqual(before);
  });
});

test('links between others stay as they are', () => {
  const [before, during] = phases(fault('loss', 1_000_000, 0), 's2', 's3');
  expect(during).toEqual(before);
});

test('says what it does', () => {
  const { simulation, faultLines } = fieldUnder([fault('reordering', 200_000, 20_000)]);
  simulation.kernel.runUntil(100_000);
  const value = { fault: 4, targets: ['s1'], perMillion: 200_000, micros: 20_000 };
  expect(faultLines()).toEqual([
    [1_000, 'start-reordering', value],
    [10_000, 'stop-reordering', value],
  ]);
});
