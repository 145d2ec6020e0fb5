import { describe, expect, test } from 'vitest';
import type { ClockFault, Fault, LeapSecondFault } from '../../../../src/nemesis/fault.ts';
import type { Clock } from '../../../../src/simulation/clock.ts';
import { fieldUnder } from '../../../helpers/nemesis.ts';

const SECOND = 1_000_000;

function clockFault(kind: ClockFault['kind'], amount: number, interval: Partial<Fault> = {}): ClockFault {
  return { id: 1, atMicros: SECOND, durationMicros: SECOND, targets: ['s1'], amount, ...interval, kind } as ClockFault;
}

/** How far the clock of a server is ahead of the one of s5, which no fault hits, at some times. */
function ahead(faults: readonly Fault[], times: readonly number[], server = 's1'): number[] {
  const { simulation } = fieldUnder(faults);
  return times.map((micros) => {
    simulation.kernel.runUntil(micros);
    return simulation.nodeNamed(server).clock.read(micros) - simulation.nodeNamed('s5').clock.read(micros);
  });
}

describe('clock faults', () => {
  test('an offset lasts as long as the fault', () => {
    expect(ahead([clockFault('clock-offset', -300)], [SECOND - 1, SECOND, 2 * SECOND - 1, 2 * SECOND])).toEqual([
      0, -300, -300, 0,
    ]);
  });

  test('a drift grows as long as the fault lasts, and what it grew to stays', () => {
    const times = [SECOND, 1.5 * SECOND, 2 * SECOND, 5 * SECOND];
    expect(ahead([clockFault('clock-drift', 200)], times)).toEqual([0, 100, 200, 200]);
  });

  test('a jump stays', () => {
    expect(ahead([clockFault('clock-jump', 700)], [SECOND - 1, SECOND, 5 * SECOND])).toEqual([0, 700, 700]);
  });

  test('an uncertainty that is lied about: the clock says less of its error, by as much as all such faults together', () => {
    const faults = [
      clockFault('clock-uncertainty', 250_000),
      clockFault('clock-uncertainty', 1_000_000, { id: 2, atMicros: 1.5 * SECOND }),
    ];
    const { simulation } = fieldUnder(faults);
    const { clock } = simulation.nodeNamed('s1');
    const stated = [SECOND - 1, SECOND, 1.5 * SECOND, 2 * SECOND, 2.5 * SECOND].map((micros) => {
      simulation.kernel.runUntil(micros);
      return clock.statedError(1_000);
    });
    expect(stated).toEqual([1_000, 750, 0, 0, 1_000]);
    expect(ahead(faults, [1.7 * SECOND])).toEqual([0]);
    expect(simulation.nodeNamed('s2').clock.statedError(1_000)).toBe(1_000);
  });

  test('other servers keep their time', () => {
    expect(ahead([clockFault('clock-jump', 700)], [5 * SECOND], 's2')).toEqual([0]);
  });

  test('overlapping ones add up, and each takes back its own', () => {
    const faults = [
      clockFault('clock-offset', 100),
      clockFault('clock-offset', 20, { id: 2, atMicros: 1.5 * SECOND }),
      clockFault('clock-jump', 3, { id: 3, atMicros: 1.7 * SECOND }),
    ];
    expect(ahead(faults, [1.2 * SECOND, 1.8 * SECOND, 2.2 * SECOND, 3 * SECOND])).toEqual([100, 123, 23, 3]);
  });

  test('say what they do', () => {
    const { simulation, faultLines } = fieldUnder([clockFault('clock-offset', -300)]);
    simulation.kernel.runUntil(3 * SECOND);
    expect(faultLines()).toEqual([
      [SECOND, 'start-clock-offset', { fault: 1, targets: ['s1'], amount: -300 }],
      [2 * SECOND, 'stop-clock-offset', { fault: 1, targets: ['s1'], amount: -300 }],
    ]);
  });
});

describe('a leap second', () => {
  const leap: LeapSecondFault = {
    kind: 'leap-second',
    id: 1,
    atMicros: SECOND,
    durationMicros: 2 * SECOND,
    targets: ['s1', 's2', 's3'],
    spreadMicros: 4 * SECOND,
  };

  /** Offsets of s1, s2 and s3 against s5, which no fault hits, at some times. */
  function offsets(leapSecond: 'step' | 'smear', times: readonly number[]): number[][] {
    const { simulation } = fieldUnder([leap]);
    const clockOf = (name: string): Clock => simulation.nodeNamed(name).clock;
    for (const { clock } of simulation.nodes) clock.leapSecond = leapSecond;
    return times.map((micros) => {
      simulation.kernel.runUntil(micros);
      return leap.targets.map((name) => clockOf(name).read(micros) - clockOf('s5').read(micros));
    });
  }

  test('is taken at once by clocks that step, one after the other, by all when it ends', () => {
    expect(offsets('step', [SECOND - 1, SECOND, 2 * SECOND, 3 * SECOND, 9 * SECOND])).toEqual([
      [0, 0, 0],
      [-SECOND, 0, 0],
      [-SECOND, 0, 0],
      [-SECOND, -SECOND, -SECOND],
      [-SECOND, -SECOND, -SECOND],
    ]);
  });

  test('is spread by clocks that smear: twelve millionths slow, and never a step', () => {
    expect(offsets('smear', [SECOND, 2 * SECOND, 3 * SECOND, 9 * SECOND])).toEqual([
      [0, 0, 0],
      [-12, -12, -12],
      [-24, -24, -24],
      [-24, -24, -24],
    ]);
  });

  test('says who stepped', () => {
    const { simulation, faultLines } = fieldUnder([leap]);
    simulation.nodeNamed('s2').clock.leapSecond = 'step';
    simulation.kernel.runUntil(2 * SECOND);
    expect(faultLines()).toEqual([
      [SECOND, 'start-leap-second', { fault: 1, targets: ['s1', 's2', 's3'], stepped: ['s2'] }],
    ]);
  });
});
