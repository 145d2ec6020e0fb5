import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../src/nemesis/fault.ts';
import { fieldUnder } from '../../helpers/nemesis.ts';

const CRASH: Fault = { kind: 'crash', id: 1, atMicros: 1_000, durationMicros: 9_000, targets: ['s1'] };
const PAUSE: Fault = { kind: 'pause', id: 2, atMicros: 5_000, durationMicros: 9_000, targets: ['s1', 's2'] };

describe('Nemesis', () => {
  test('writes each beginning and end when it happens', () => {
    const { simulation, faultLines } = fieldUnder([PAUSE, CRASH]);
    simulation.kernel.runUntil(100_000);
    expect(faultLines().map(([micros, f]) => `${micros} ${f}`)).toEqual([
      '1000 start-crash',
      '5000 start-pause',
      '10000 stop-crash',
      '14000 stop-pause',
    ]);
  });

  test('the heal ends what lasts, and nothing begins after it', () => {
    const { simulation, nemesis, faultLines } = fieldUnder([CRASH, PAUSE, { ...CRASH, id: 3, atMicros: 20_000 }]);
    simulation.kernel.runUntil(6_000);
    expect(simulation.nodeNamed('s1').isRunning).toBe(false);
    nemesis.heal();
    expect(simulation.nodes.every((node) => node.isRunning && node.pauses === 0 && node.downs === 0)).toBe(true);
    simulation.kernel.runUntil(100_000);
    expect(faultLines().map(([micros, f]) => `${micros} ${f}`)).toEqual([
      '1000 start-crash',
      '5000 start-pause',
      '6000 stop-crash',
      '6000 stop-pause',
      '6000 heal',
    ]);
  });

  test('counts which kinds of faults there were', () => {
    const { simulation } = fieldUnder([CRASH, { ...CRASH, id: 3, atMicros: 20_000 }, PAUSE]);
    simulation.kernel.runUntil(100_000);
    expect(simulation.kernel.coverage.counts()).toEqual({ 'fault crash': 2, 'fault pause': 1 });
  });

  test('notes how many there were at once', () => {
    const long: Fault = { ...CRASH, id: 3, atMicros: 1_000, durationMicros: 900_000 };
    for (const [faults, most] of [
      [[long], 1],
      [[long, { ...long, id: 4, atMicros: 2_000 }, { ...long, id: 5, atMicros: 3_000, durationMicros: 1 }], 3],
      [
        [
          { ...long, durationMicros: 1_000 },
          { ...long, id: 4, atMicros: 2_001 },
        ],
        1,
      ],
    ] as const) {
      const { simulation } = fieldUnder(faults);
      simulation.kernel.runUntil(800_000);
      expect(simulation.kernel.coverage.bests()).toMatchObject({ 'faults at once': most });
    }
  });
});

describe('overlapping faults of one server', () => {
  const kinds = ['crash', 'power-loss', 'disk-loss', 'pause'] as const;
  const pairs = kinds.flatMap((first) => kinds.map((second) => [first, second] as const));
  /** Ends of the second fault: within the first, with it, and after it. */
  const ends = [5_000, 7_000, 20_000];

  test.each(pairs)('%s and %s: it is back when both have ended, and not before', (first, second) => {
    for (const endMicros of ends) {
      const faults: Fault[] = [
        { kind: first, id: 1, atMicros: 1_000, durationMicros: 6_000, targets: ['s1'] },
        { kind: second, id: 2, atMicros: 3_000, durationMicros: endMicros - 3_000, targets: ['s1'] },
      ];
      const { simulation } = fieldUnder(faults);
      const node = simulation.nodeNamed('s1');
      const isUp = (): boolean => node.isRunning && node.pauses === 0;
      for (let micros = 1_000; micros < Math.max(7_000, endMicros); micros += 500) {
        simulation.kernel.runUntil(micros);
        expect(isUp(), `${micros} µs`).toBe(false);
      }
      simulation.kernel.runUntil(Math.max(7_000, endMicros));
      expect(isUp()).toBe(true);
    }
  });

  test('of messages: each ends for itself, and the links are then as they were', () => {
    const loss: Fault = {
      kind: 'loss',
      id: 1,
      atMicros: 1_000,
      durationMicros: 5_000,
      targets: ['s1'],
      perMillion: 1_000_000,
      micros: 0,
    };
    const delay: Fault = { ...loss, kind: 'delay', id: 2, atMicros: 2_000, micros: 50_000 };
    const { simulation } = fieldUnder([loss, delay]);
    const [s1, s4] = [simulation.nodeNamed('s1'), simulation.nodeNamed('s4')];
    const arrivalsAt = (micros: number): (readonly number[])[] => {
      simulation.kernel.runUntil(micros);
      return Array.from({ length: 50 }, (_, label) => [...simulation.kernel.network.arrivals(s1, s4, label)]);
    };
    const calm = arrivalsAt(500);
    expect(arrivalsAt(3_000).flat()).toEqual([]);
    const delayed = arrivalsAt(6_500);
    expect(delayed.flat()).toHaveLength(50);
    expect(delayed).not.toEqual(calm);
    expect(arrivalsAt(7_500)).toEqual(calm);
  });
});
