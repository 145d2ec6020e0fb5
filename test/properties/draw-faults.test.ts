import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Contract, FaultKind } from '../../src/claims/vocabulary.ts';
import type { FaultField } from '../../src/nemesis/draw-fault.ts';
import { drawFaults } from '../../src/nemesis/draw-faults.ts';
import { drawPastContract } from '../../src/nemesis/draw-past-contract.ts';
import type { Fault } from '../../src/nemesis/fault.ts';
import { PRESETS, presetNamed } from '../../src/nemesis/preset.ts';
import { Random } from '../../src/workloads/random.ts';
import { topologyOf } from '../helpers/topology.ts';

const KINDS = presetNamed('everything').kinds;
const HEAL_MICROS = 20_000_000;

const anyContract: fc.Arbitrary<Contract> = fc.record({
  faults: fc.subarray([...KINDS]),
  clockOffsetMicros: fc.nat({ max: 10_000 }),
  clockDriftPpm: fc.nat({ max: 500 }),
  disksLost: fc.nat({ max: 3 }),
  settleMicros: fc.nat({ max: 5_000_000 }),
});

const anyDraw = fc.record({
  contract: anyContract,
  preset: fc.constantFrom(...PRESETS),
  servers: fc.integer({ min: 3, max: 7 }),
  seed: fc.nat(),
});

function fieldOf(contract: Contract, servers: number): FaultField {
  const topology = topologyOf(servers);
  const names = topology.servers.map(({ name }) => name);
  // Clock faults hit the first two servers only, as they would time masters.
  const targetsOf = (kind: FaultKind): readonly string[] => (kind.startsWith('clock') ? names.slice(0, 2) : names);
  return { contract, topology, healMicros: HEAL_MICROS, targetsOf };
}

const EVERYTHING: Contract = {
  faults: KINDS,
  clockOffsetMicros: 1_000,
  clockDriftPpm: 200,
  disksLost: 1,
  settleMicros: 1_000_000,
};

function drawn(seed: number, contract = EVERYTHING): readonly Fault[] {
  return drawFaults(new Random(`${seed}`), presetNamed('everything'), fieldOf(contract, 5));
}

describe('drawFaults', () => {
  test('keeps to the preset and the contract', () => {
    fc.assert(
      fc.property(anyDraw, ({ contract, preset, servers, seed }) => {
        const field = fieldOf(contract, servers);
        const faults = drawFaults(new Random(`${seed}`), preset, field);
        for (const fault of faults) {
          expect(contract.faults).toContain(fault.kind);
          expect(preset.kinds).toContain(fault.kind);
          expect(fault.atMicros).toBeGreaterThan(0);
          expect(fault.atMicros).toBeLessThan(HEAL_MICROS);
          expect(fault.durationMicros).toBeGreaterThan(0);
          if ('targets' in fault && fault.targets !== 'primaries') {
            expect(fault.targets.length).toBeGreaterThan(0);
            expect(field.targetsOf(fault.kind)).toEqual(expect.arrayContaining([...fault.targets]));
          }
          if (fault.kind === 'clock-drift') expect(Math.abs(fault.amount)).toBeLessThanOrEqual(contract.clockDriftPpm);
          if ('perMillion' in fault) expect(fault.perMillion).toBeLessThanOrEqual(1_000_000);
        }
        expect(new Set(faults.map(({ id }) => id)).size).toBe(faults.length);
      }),
      { numRuns: 300 },
    );
  });

  test('no clock is ever further off than the contract says, whatever adds up', () => {
    fc.assert(
      fc.property(anyDraw, ({ contract, preset, servers, seed }) => {
        const faults = drawFaults(new Random(`${seed}`), preset, fieldOf(contract, servers));
        const shifts = faults.flatMap((fault) => {
          if (fault.kind !== 'clock-offset' && fault.kind !== 'clock-jump') return [];
          const begin = { micros: fault.atMicros, targets: fault.targets, by: fault.amount };
          const end = { micros: fault.atMicros + fault.durationMicros, targets: fault.targets, by: -fault.amount };
          return fault.kind === 'clock-jump' ? [begin] : [begin, end];
        });
        const off = new Map<string, number>();
        for (const { targets, by } of shifts.sort((a, b) => a.micros - b.micros))
          for (const name of targets) {
            off.set(name, (off.get(name) ?? 0) + by);
            expect(Math.abs(off.get(name) ?? 0)).toBeLessThanOrEqual(contract.clockOffsetMicros);
          }
      }),
      { numRuns: 300 },
    );
  });

  test('lost disks are few, one at a time, and far from every other fault', () => {
    fc.assert(
      fc.property(anyDraw, ({ contract, preset, servers, seed }) => {
        const faults = drawFaults(new Random(`${seed}`), preset, fieldOf(contract, servers));
        const losses = faults.filter(({ kind }) => kind === 'disk-loss');
        expect(losses.length).toBeLessThanOrEqual(contract.disksLost);
        for (const loss of losses) {
          expect(loss).toHaveProperty('targets.length', 1);
          for (const other of faults) {
            if (other === loss) continue;
            const [first, second] = other.atMicros < loss.atMicros ? [other, loss] : [loss, other];
            expect(second.atMicros - first.atMicros - first.durationMicros).toBeGreaterThan(contract.settleMicros);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('the same seed draws the same faults, another one others', () => {
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(2)).not.toEqual(drawn(1));
  });

  test('swarm: each kind is there in about half of the runs, and any two together in about a quarter', () => {
    // Without lost disks, near which other faults are left out.
    const kinds = KINDS.filter((kind) => kind !== 'disk-loss');
    const contract = { ...EVERYTHING, faults: kinds };
    const runs = Array.from({ length: 400 }, (_, seed) => new Set(drawn(seed, contract).map(({ kind }) => kind)));
    const share = (...wanted: FaultKind[]): number =>
      runs.filter((run) => wanted.every((kind) => run.has(kind))).length / runs.length;
    for (const kind of kinds) {
      expect(share(kind), kind).toBeGreaterThan(0.4);
      expect(share(kind), kind).toBeLessThan(0.6);
      for (const other of kinds)
        if (other !== kind) {
          expect(share(kind, other), `${kind} and ${other}`).toBeGreaterThan(0.12);
          expect(share(kind, other), `${kind} and ${other}`).toBeLessThan(0.38);
        }
    }
  });

  test('what is drawn for one kind does not depend on what the contract says of the others', () => {
    const only = (faults: readonly Fault[]): unknown[] =>
      faults.flatMap((fault) => (fault.kind === 'pause' ? [{ ...fault, id: 0 }] : []));
    const all = { ...EVERYTHING, faults: ['pause', 'crash', 'loss'] as const };
    const gameday = presetNamed('gameday');
    const drawFor = (contract: Contract): unknown[] => only(drawFaults(new Random('5'), gameday, fieldOf(contract, 5)));
    expect(drawFor(all).length).toBeGreaterThan(0);
    expect(drawFor({ ...all, faults: ['pause'] })).toEqual(drawFor(all));
  });
});

describe('drawPastContract', () => {
  const past = { name: 'past', description: '', breaks: 'convergence' } as const;

  test('sets clocks off by more than half of the amount, either way, again and again', () => {
    const step = { ...past, kind: 'clock-jump', amount: 50_000 } as const;
    const field = fieldOf(EVERYTHING, 5);
    const jumps = drawPastContract(new Random('1'), step, field).flatMap((fault) =>
      fault.kind === 'clock-jump' ? [fault] : [],
    );
    expect(jumps).toHaveLength(HEAL_MICROS / 1_000_000);
    for (const { amount, targets, atMicros } of jumps) {
      expect(Math.abs(amount)).toBeGreaterThanOrEqual(25_000);
      expect(Math.abs(amount)).toBeLessThanOrEqual(50_000);
      expect(field.targetsOf('clock-jump')).toEqual(expect.arrayContaining([...targets]));
      expect(atMicros).toBeLessThan(HEAL_MICROS);
    }
    expect(new Set(jumps.map(({ amount }) => Math.sign(amount)))).toEqual(new Set([-1, 1]));
  });

  test('loses so many disks at once', () => {
    const step = { ...past, kind: 'disk-loss', amount: 3 } as const;
    const faults = drawPastContract(new Random('1'), step, fieldOf(EVERYTHING, 5));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toHaveProperty('targets.length', 3);
  });

  test('refuses a kind that it knows no step for', () => {
    const step = { ...past, kind: 'loss', amount: 1 } as const;
    expect(() => drawPastContract(new Random('1'), step, fieldOf(EVERYTHING, 5))).toThrow(
      'no run past the contract is known for loss',
    );
  });
});
