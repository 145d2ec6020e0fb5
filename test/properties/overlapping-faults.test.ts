import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FaultKind } from '../../src/claims/vocabulary.ts';
import { drawFault, type FaultField } from '../../src/nemesis/draw-fault.ts';
import type { Fault } from '../../src/nemesis/fault.ts';
import { presetNamed } from '../../src/nemesis/preset.ts';
import { Random } from '../../src/workloads/random.ts';
import { type Field, fieldUnder } from '../helpers/nemesis.ts';
import { topologyOf } from '../helpers/topology.ts';

const { kinds, rareKinds } = presetNamed('everything');
/** What these do to a clock stays by design: nobody but its own time service takes it back. */
const LASTING: readonly FaultKind[] = ['clock-jump', 'leap-second'];
const ALL: readonly FaultKind[] = [...kinds, ...rareKinds, 'clock-uncertainty'];
const KINDS = ALL.filter((kind) => !LASTING.includes(kind));
const SERVERS = ['s1', 's2', 's3'];
const END_MICROS = 2_000_000;
const SCOPES = { scopes: ['node', 'minority', 'all', 'zone'], shapes: ['halves', 'one-way', 'bridge'] } as const;

const field: FaultField = {
  contract: { faults: KINDS, clockOffsetMicros: 5_000, clockDriftPpm: 0, disksLost: 9, settleMicros: 0 },
  topology: topologyOf(3),
  healMicros: END_MICROS,
  targetsOf: (kind: FaultKind) => (kind === 'clock-drift' || kind === 'clock-rates' ? ['s3'] : SERVERS),
};

const anyFault = fc.record({
  kind: fc.constantFrom(...KINDS),
  atMicros: fc.nat({ max: 1_000_000 }),
  durationMicros: fc.integer({ min: 1, max: 900_000 }),
  seed: fc.nat(),
});

const anyFaults: fc.Arbitrary<readonly Fault[]> = fc
  .array(anyFault, { minLength: 2, maxLength: 8 })
  .map((drawn) =>
    drawn.map(({ kind, seed, ...interval }, nth) =>
      drawFault(new Random(String(seed)), kind, { id: nth + 1, ...interval }, SCOPES, field),
    ),
  );

/** All that a fault can change and must put back, of every node or some, and what the network does between these. */
function stateOf({ simulation }: Field, names?: readonly string[]): unknown {
  const { kernel } = simulation;
  const nodes = simulation.nodes.filter(({ name }) => names?.includes(name) !== false);
  const links = nodes.flatMap((from) =>
    nodes.map((to) => [1, 2, 3].map((label) => [...kernel.network.arrivals(from, to, label, kernel.nowMicros)])),
  );
  const states = nodes.map(({ name, downs, pauses, hindrances, slowMicros, isRunning, crowds, clock, disk }) => {
    const { lies, fullListeners, writeListeners } = disk;
    return {
      ...{ name, downs, pauses, hindrances, slowMicros, isRunning, crowds, lies },
      ...{ slowDisk: disk.slowMicros, listeners: fullListeners.size + writeListeners.size },
      clock: clock.read(kernel.nowMicros),
      statedError: clock.statedError(1_000_000),
    };
  });
  return { links, states };
}

function afterwards(faults: readonly Fault[], healMicros: number, core?: readonly string[]): Field {
  const field = fieldUnder(faults, { servers: 3 });
  field.simulation.kernel.runUntil(healMicros);
  field.nemesis.heal(core);
  field.simulation.kernel.runUntil(END_MICROS + 100_000);
  return field;
}

test('faults that overlap leave nothing behind, in whatever order they end', () => {
  const untouched = stateOf(afterwards([], END_MICROS));
  fc.assert(
    fc.property(anyFaults, fc.nat({ max: END_MICROS }), (faults, healMicros) => {
      const healed = afterwards(faults, healMicros);
      expect(stateOf(healed)).toEqual(untouched);
      for (const server of SERVERS) expect(healed.isAnswered('c1', server)).toBe(true);
      let isSynced = false;
      healed.simulation.nodeNamed('s1').disk.append('log', 1);
      healed.simulation
        .nodeNamed('s1')
        .disk.sync()
        .onResolved(() => (isSynced = true));
      healed.simulation.kernel.runUntil(healed.simulation.kernel.nowMicros + 10_000);
      expect(isSynced).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test('where only a core heals, overlapping faults leave nothing behind on it', () => {
  const core = ['s1', 's2'];
  const whole = [...core, 'c1', 'c2'];
  const untouched = stateOf(afterwards([], END_MICROS), whole);
  fc.assert(
    fc.property(anyFaults, fc.nat({ max: END_MICROS }), (faults, healMicros) => {
      const healed = afterwards(faults, healMicros, core);
      expect(stateOf(healed, whole)).toEqual(untouched);
      for (const server of core) expect(healed.isAnswered('c1', server)).toBe(true);
    }),
    { numRuns: 60 },
  );
});
