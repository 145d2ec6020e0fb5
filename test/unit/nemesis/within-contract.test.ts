import { describe, expect, test } from 'vitest';
import type { Contract } from '../../../src/claims/vocabulary.ts';
import type { Fault } from '../../../src/nemesis/fault.ts';
import { keepWithinContract } from '../../../src/nemesis/within-contract.ts';

const CONTRACT: Contract = {
  faults: ['crash', 'disk-loss', 'clock-offset', 'clock-jump'],
  clockOffsetMicros: 100,
  clockDriftPpm: 200,
  disksLost: 2,
  settleMicros: 1_000,
};

function diskLoss(id: number, atMicros: number): Fault {
  return { kind: 'disk-loss', id, atMicros, durationMicros: 500, targets: ['s1'] };
}

function crash(id: number, atMicros: number, durationMicros: number): Fault {
  return { kind: 'crash', id, atMicros, durationMicros, targets: ['s2'] };
}

function clock(
  id: number,
  kind: 'clock-offset' | 'clock-jump',
  atMicros: number,
  amount: number,
  target = 's1',
): Fault {
  return { kind, id, atMicros, durationMicros: 500, targets: [target], amount };
}

const keptIds = (...faults: Fault[]): number[] => keepWithinContract(faults, CONTRACT).map(({ id }) => id);

describe('lost disks', () => {
  test('no other fault is near them, before or after', () => {
    // The loss lasts from 10,000 to 10,500; nothing within 1,000 of that.
    expect(keptIds(crash(1, 8_000, 999), diskLoss(2, 10_000), crash(3, 11_501, 10))).toEqual([1, 2, 3]);
    expect(keptIds(crash(1, 8_000, 1_000), diskLoss(2, 10_000), crash(3, 11_500, 10))).toEqual([2]);
    expect(keptIds(crash(1, 0, 99_000), diskLoss(2, 10_000))).toEqual([2]);
  });

  test('of two that are too near each other the first stays, and a fault near the second only stays too', () => {
    expect(keptIds(diskLoss(1, 10_000), diskLoss(2, 11_000), crash(3, 12_000, 10))).toEqual([1, 3]);
    expect(keptIds(diskLoss(1, 10_000), diskLoss(2, 11_501))).toEqual([1, 2]);
  });
});

describe('power losses', () => {
  const powerLoss = (id: number, atMicros: number, targets: readonly string[] | 'primaries'): Fault => {
    return { kind: 'power-loss', id, atMicros, durationMicros: 500, targets };
  };
  const few: Contract = { ...CONTRACT, powerLossesAtOnce: 1 };
  const keptOfFew = (...faults: Fault[]): number[] => keepWithinContract(faults, few).map(({ id }) => id);

  test('hit so many servers at once, and no others soon after, where memory must not be lost', () => {
    expect(keptOfFew(powerLoss(1, 0, ['s1']), powerLoss(2, 1_500, ['s2']), powerLoss(3, 1_501, ['s3']))).toEqual([
      1, 3,
    ]);
    expect(keptOfFew(powerLoss(1, 0, ['s1', 's2']), powerLoss(2, 100, 'primaries'), crash(3, 200, 10))).toEqual([3]);
  });

  test('hit any number where the contract says nothing of them', () => {
    expect(keptIds(powerLoss(1, 0, ['s1', 's2']), powerLoss(2, 100, 'primaries'))).toEqual([1, 2]);
  });
});

describe('clocks', () => {
  test('offsets and jumps of one clock stay within the contract together', () => {
    expect(keptIds(clock(1, 'clock-jump', 0, 60), clock(2, 'clock-offset', 900, 41))).toEqual([1]);
    expect(keptIds(clock(1, 'clock-jump', 0, 60), clock(2, 'clock-offset', 900, 40))).toEqual([1, 2]);
    expect(keptIds(clock(1, 'clock-jump', 0, -60), clock(2, 'clock-jump', 900, -60))).toEqual([1]);
  });

  test('an offset that is over counts no more, a jump does for ever', () => {
    expect(keptIds(clock(1, 'clock-offset', 0, 60), clock(2, 'clock-offset', 501, 60))).toEqual([1, 2]);
    expect(keptIds(clock(1, 'clock-offset', 0, 60), clock(2, 'clock-offset', 500, 60))).toEqual([1]);
    expect(keptIds(clock(1, 'clock-jump', 0, 60), clock(2, 'clock-jump', 9_000, 60))).toEqual([1]);
  });

  test('a fault that was left out counts for nothing', () => {
    const faults = [clock(1, 'clock-jump', 0, 60), clock(2, 'clock-jump', 10, 60), clock(3, 'clock-jump', 20, 40)];
    expect(keptIds(...faults)).toEqual([1, 3]);
  });

  test('opposite ways and other clocks do not add up', () => {
    expect(keptIds(clock(1, 'clock-jump', 0, 60), clock(2, 'clock-jump', 10, -60))).toEqual([1, 2]);
    expect(keptIds(clock(1, 'clock-jump', 0, 60), clock(2, 'clock-jump', 10, 60, 's2'))).toEqual([1, 2]);
  });
});
