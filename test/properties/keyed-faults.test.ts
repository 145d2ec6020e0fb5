import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fault } from '../../src/nemesis/fault.ts';
import { Nemesis } from '../../src/nemesis/nemesis.ts';
import type { Host } from '../../src/simulation/host.ts';
import type { Task } from '../../src/simulation/task.ts';
import type { TracedMessage } from '../../src/simulation/trace.ts';
import { clusterOf } from '../helpers/cluster.ts';

const NAMES = ['n1', 'n2', 'n3', 'n4', 'n5'];
const END_MICROS = 60_000;

const anyTargets = fc.subarray(NAMES, { minLength: 1, maxLength: 2 });
const anyInterval = { atMicros: fc.nat({ max: 50_000 }), durationMicros: fc.integer({ min: 1, max: 30_000 }) };

const anyFault: fc.Arbitrary<Omit<Fault, 'id'>> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('loss' as const, 'duplication' as const, 'reordering' as const, 'delay' as const),
    ...anyInterval,
    targets: anyTargets,
    perMillion: fc.integer({ min: 100_000, max: 900_000 }),
    micros: fc.integer({ min: 100, max: 20_000 }),
  }),
  fc.record({ kind: fc.constantFrom('crash' as const, 'pause' as const), ...anyInterval, targets: anyTargets }),
  fc.record({
    kind: fc.constant('mid-write-power-loss' as const),
    ...anyInterval,
    targets: anyTargets,
    darkMicros: fc.integer({ min: 1, max: 20_000 }),
  }),
);

type TargetedFault = Fault & { readonly targets: readonly string[] };

/** Every node writes a record and sends a message to each other one, each millisecond; each twelfth record is a rare one. */
function* chatter(host: Host): Task<void> {
  for (let beat = 1; ; beat++) {
    yield* host.sleep(1_000);
    host.append('log', { type: beat % 12 === 0 ? 'rare' : 'usual' });
    for (const name of NAMES) if (name !== host.name) host.send(name, { kind: 'chatter' });
  }
}

function messagesUnder(faults: readonly Fault[], seed: number): readonly TracedMessage[] {
  const simulation = clusterOf(
    { start: (host) => void host.spawn('chatter', chatter(host)) },
    { seed, names: NAMES, trace: true },
  );
  const nemesis = new Nemesis(simulation, faults);
  simulation.start();
  simulation.kernel.runUntil(END_MICROS);
  nemesis.heal();
  return simulation.kernel.trace?.messages ?? [];
}

/** Nodes that a fault reaches: its targets, and those of faults that watch one of them write and choose by it. */
function reachedBy(removed: TargetedFault, faults: readonly TargetedFault[]): ReadonlySet<string> {
  const reached = new Set(removed.targets);
  const watchers = faults.filter(({ kind }) => kind === 'mid-write-power-loss');
  for (let before = 0; before < reached.size;) {
    before = reached.size;
    for (const { targets } of watchers)
      if (targets.some((name) => reached.has(name))) for (const name of targets) reached.add(name);
  }
  return reached;
}

test('without one of its faults, a run treats every message that the fault did not reach as before', () => {
  fc.assert(
    fc.property(fc.array(anyFault, { minLength: 1, maxLength: 6 }), fc.nat(), fc.nat(), (drawn, pick, seed) => {
      const faults = drawn.map((fault, i) => ({ ...fault, id: i + 1 }) as TargetedFault);
      const removed = faults[pick % faults.length] as TargetedFault;
      const reached = reachedBy(removed, faults);
      const isUntouched = ({ from, to }: TracedMessage): boolean => !reached.has(from) && !reached.has(to);
      const before = messagesUnder(faults, seed).filter(isUntouched);
      const rest = faults.filter((fault) => fault !== removed);
      expect(messagesUnder(rest, seed).filter(isUntouched)).toEqual(before);
    }),
    { numRuns: 60 },
  );
});
