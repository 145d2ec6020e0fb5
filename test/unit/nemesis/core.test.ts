import { describe, expect, test } from 'vitest';
import { drawLastingFaults, drawMajority } from '../../../src/nemesis/draw-core.ts';
import type { Fault } from '../../../src/nemesis/fault.ts';
import { outsideCore } from '../../../src/nemesis/outside-core.ts';
import { Random } from '../../../src/workloads/random.ts';
import { fieldUnder } from '../../helpers/nemesis.ts';
import { topologyOf } from '../../helpers/topology.ts';

const CORE = ['s1', 's2', 's3'];
const WHEN = { atMicros: 1_000, durationMicros: 9_000_000 };

describe('when only a core heals', () => {
  test('who is down or still outside stays so, without coming up in between; the core is whole', () => {
    const faults: readonly Fault[] = [
      { kind: 'crash', id: 1, ...WHEN, targets: ['s1', 's4'] },
      { kind: 'pause', id: 2, ...WHEN, targets: ['s2', 's5'] },
    ];
    const { simulation, nemesis, isAnswered, faultLines } = fieldUnder(faults);
    simulation.kernel.runUntil(2_000);
    const { epoch } = simulation.nodeNamed('s4');
    nemesis.heal(CORE);
    expect(['s1', 's2', 's4', 's5'].map((server) => isAnswered('c3', server))).toEqual([true, true, false, false]);
    expect(simulation.nodeNamed('s4').epoch).toBe(epoch);
    expect(faultLines().map(([, f]) => f)).toEqual(
      'start-crash start-pause start-crash stop-crash start-pause stop-pause heal'.split(' '),
    );
    expect(faultLines().at(-1)).toEqual([2_000, 'heal', { core: CORE }]);
    // What began in the plan ends by the plan; what stays does not.
    simulation.kernel.runUntil(20_000_000);
    expect(isAnswered('c3', 's4')).toBe(false);
  });

  test('links inside the core come back, all other cuts stay', () => {
    const deaf = { s1: ['s2', 's4'], s4: ['s1'] };
    const { simulation, nemesis, isAnswered } = fieldUnder([
      { kind: 'partition', id: 1, ...WHEN, shape: 'halves', deaf },
    ]);
    simulation.kernel.runUntil(2_000);
    nemesis.heal(CORE);
    expect([isAnswered('c1', 's2'), isAnswered('c1', 's4'), isAnswered('c2', 's4')]).toEqual([true, false, true]);
  });

  test('a disturbance stays on the links of servers outside, with everyone', () => {
    const loss = { kind: 'loss', id: 1, ...WHEN, targets: ['s1', 's4'], perMillion: 1_000_000, micros: 0 } as const;
    const { simulation, nemesis, isAnswered } = fieldUnder([loss]);
    simulation.kernel.runUntil(2_000);
    nemesis.heal(CORE);
    expect([isAnswered('c2', 's1'), isAnswered('c2', 's4')]).toEqual([true, false]);
  });
});

test('what stays of a fault: what lasts, in a form that can last', () => {
  const core = new Set(CORE);
  const left = (fault: Fault, targets = ['s1', 's4']): unknown => {
    const stays = outsideCore(fault, { targets }, core);
    return stays && [stays.kind, 'targets' in stays && stays.targets];
  };
  const process = (kind: 'power-loss' | 'disk-loss' | 'crash'): Fault => ({
    kind,
    id: 1,
    ...WHEN,
    targets: 'primaries',
  });
  const clock = { id: 1, ...WHEN, targets: ['s1', 's4'], amount: 7 };
  const message = { id: 1, ...WHEN, targets: ['s1', 's4'], perMillion: 1, micros: 0 };
  expect(left(process('power-loss'))).toEqual(['crash', ['s4']]);
  expect(left(process('disk-loss'))).toEqual(['crash', ['s4']]);
  expect(left(process('crash'), ['s1'])).toBeUndefined();
  expect(left({ kind: 'restart-loop', id: 1, ...WHEN, targets: ['s4'], micros: 9 })).toEqual(['crash', ['s4']]);
  expect(left({ kind: 'clock-strobe', ...clock, periodMicros: 5 })).toEqual(['clock-offset', ['s4']]);
  expect(left({ kind: 'clock-drift', ...clock })).toEqual(['clock-drift', ['s4']]);
  expect(left({ kind: 'clock-jump', ...clock })).toBeUndefined();
  expect(left({ kind: 'clog', ...message })).toEqual(['loss', ['s4']]);
  expect(left({ kind: 'reset', ...message })).toBeUndefined();
});

describe('a core', () => {
  const topology = topologyOf(5);
  const servers = topology.servers.map((server, nth) => ({ ...server, votes: nth > 0 }));

  test('is a majority of the voters, another one for another seed, with all who do not vote and who has to be in it', () => {
    const cores = [1, 2, 3, 4, 5, 6].map((seed) => drawMajority(new Random(`${seed}`), { ...topology, servers }, 's3'));
    for (const core of cores) expect([core.length, core.includes('s1'), core.includes('s3')]).toEqual([4, true, true]);
    expect(new Set(cores.map(String)).size).toBeGreaterThan(1);
  });

  test('everyone outside suffers something that the contract knows, from before the heal to after the end', () => {
    const contract = { faults: ['pause', 'loss', 'clock-jump'], clockOffsetMicros: 0, clockDriftPpm: 0 } as const;
    const field = {
      contract: { ...contract, disksLost: 0, settleMicros: 0 },
      topology,
      healMicros: 1_000_000,
      targetsOf: () => [],
    };
    for (let seed = 1; seed <= 20; seed++) {
      const faults = drawLastingFaults(new Random(`${seed}`), CORE, field);
      expect(faults.map((fault) => 'targets' in fault && fault.targets)).toEqual([['s4'], ['s5']]);
      for (const { kind, atMicros, durationMicros } of faults) {
        expect(['pause', 'loss']).toContain(kind);
        expect(atMicros).toBeLessThan(field.healMicros);
        expect(atMicros + durationMicros).toBeGreaterThan(field.healMicros);
      }
    }
  });
});
