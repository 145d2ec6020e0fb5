import { describe, expect, test } from 'vitest';
import type { ProcessFault } from '../../../../src/nemesis/fault.ts';
import { fieldUnder } from '../../../helpers/nemesis.ts';

function fault(kind: ProcessFault['kind'], targets: ProcessFault['targets'], atMicros = 1_000): ProcessFault {
  return { kind, id: 7, atMicros, durationMicros: 500_000, targets };
}

describe.each(['crash', 'power-loss', 'disk-loss', 'pause'] as const)('%s', (kind) => {
  test('silences its targets and nobody else, until it ends', () => {
    const { simulation, isAnswered, faultLines } = fieldUnder([fault(kind, ['s1', 's2'])]);
    simulation.kernel.runUntil(1_000);
    expect([isAnswered('c3', 's1'), isAnswered('c3', 's2'), isAnswered('c3', 's3')]).toEqual([false, false, true]);
    simulation.kernel.runUntil(600_000);
    expect([isAnswered('c3', 's1'), isAnswered('c3', 's2')]).toEqual([true, true]);
    expect(faultLines()).toEqual([
      [1_000, `start-${kind}`, { fault: 7, targets: ['s1', 's2'] }],
      [501_000, `stop-${kind}`, { fault: 7, targets: ['s1', 's2'] }],
    ]);
  });
});

describe('what is left of a process and its disk', () => {
  test.each([
    ['crash', 1, 30, 30],
    ['power-loss', 1, 10, 20],
    ['disk-loss', 1, 0, 0],
    ['pause', 0, 30, 30],
  ] as const)(
    'after a %s: %i restart, %i to %i of 10 synced and 20 unsynced records',
    (kind, restarts, least, most) => {
      const { simulation } = fieldUnder([fault(kind, ['s1'], 10_000)]);
      const node = simulation.nodeNamed('s1');
      for (let i = 0; i < 10; i++) node.disk.append('log', i);
      node.disk.sync();
      // A sync takes 2.1 ms at most.
      simulation.kernel.runUntil(5_000);
      for (let i = 0; i < 20; i++) node.disk.append('log', i);
      simulation.kernel.runUntil(600_000);
      expect(node.epoch).toBe(restarts);
      expect(node.disk.read('log').length).toBeGreaterThanOrEqual(least);
      expect(node.disk.read('log').length).toBeLessThanOrEqual(most);
    },
  );
});

describe('primaries', () => {
  test('are those who lead when the fault begins', () => {
    let leader = 's2';
    const field = fieldUnder([fault('crash', 'primaries')], { isPrimary: (name) => name === leader });
    leader = 's4';
    field.simulation.kernel.runUntil(2_000);
    leader = 's5';
    field.simulation.kernel.runUntil(600_000);
    expect(field.faultLines().map(([, , value]) => value)).toEqual([
      { fault: 7, targets: ['s4'] },
      { fault: 7, targets: ['s4'] },
    ]);
    expect(field.simulation.nodes.filter((node) => node.epoch > 0).map(({ name }) => name)).toEqual(['s4']);
  });

  test('are the first server when nobody leads, so that the fault still happens', () => {
    const { simulation, faultLines } = fieldUnder([fault('crash', 'primaries')]);
    simulation.kernel.runUntil(2_000);
    expect(faultLines()[0]?.[2]).toEqual({ fault: 7, targets: ['s1'] });
  });
});
