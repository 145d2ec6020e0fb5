import { describe, expect, test } from 'vitest';
import type { PacedFault } from '../../../../src/nemesis/fault.ts';
import { Nemesis } from '../../../../src/nemesis/nemesis.ts';
import { clusterOf } from '../../../helpers/cluster.ts';
import { fieldUnder } from '../../../helpers/nemesis.ts';

const fault = (kind: PacedFault['kind'], micros: number, targets: readonly string[]): PacedFault => {
  return { kind, id: 2, atMicros: 10_000, durationMicros: 400_000, targets, micros };
};

describe('restart-loop', () => {
  test('the target dies every so often and is back for the rest of the round', () => {
    const { simulation, faultLines } = fieldUnder([fault('restart-loop', 100_000, ['s1'])]);
    simulation.kernel.runUntil(1_000_000);
    const node = simulation.nodeNamed('s1');
    expect(node.epoch).toBe(4);
    expect(node.isRunning).toBe(true);
    const outages = faultLines().flatMap(([micros, f]) => (f === 'start-crash' || f === 'stop-crash' ? [micros] : []));
    const rounds = [10_000, 110_000, 210_000, 310_000];
    expect(outages).toEqual(rounds.flatMap((micros) => [micros, micros + 25_000]));
  });

  test('that ends in the middle of an outage ends the outage', () => {
    const { simulation } = fieldUnder([{ ...fault('restart-loop', 100_000, ['s1']), durationMicros: 110_000 }]);
    simulation.kernel.runUntil(119_000);
    expect(simulation.nodeNamed('s1').isRunning).toBe(false);
    simulation.kernel.runUntil(120_000);
    expect(simulation.nodeNamed('s1').isRunning).toBe(true);
    simulation.kernel.runUntil(900_000);
    expect(simulation.nodeNamed('s1').epoch).toBe(2);
  });
});

describe('rolling-upgrade', () => {
  /** Which version each node has said to be of, at its starts. */
  function versionsUnder(what: PacedFault, untilMicros: number, isHealed: boolean): Record<string, number[]> {
    const started: Record<string, number[]> = {};
    const simulation = clusterOf({ start: ({ name, version }) => void (started[name] ??= []).push(version) });
    const nemesis = new Nemesis(simulation, [what]);
    simulation.start();
    simulation.kernel.runUntil(untilMicros);
    if (isHealed) nemesis.heal();
    return started;
  }
  const upgrade = fault('rolling-upgrade', 50_000, ['n2', 'n1', 'n3']);

  test('one after the other comes back in version 2, and meanwhile both versions are there', () => {
    expect(versionsUnder(upgrade, 9_000, false)).toEqual({ n1: [1], n2: [1], n3: [1] });
    expect(versionsUnder(upgrade, 100_000, false)).toEqual({ n1: [1], n2: [1, 2], n3: [1] });
    expect(versionsUnder(upgrade, 1_000_000, false)).toEqual({ n1: [1, 2], n2: [1, 2], n3: [1, 2] });
  });

  test('whoever has not had its turn at the heal has it then', () => {
    expect(versionsUnder(upgrade, 100_000, true)).toEqual({ n1: [1, 2], n2: [1, 2], n3: [1, 2] });
  });
});

test('thundering-herd: clients stand still, and all that they wanted comes at once', () => {
  const herd = { kind: 'thundering-herd', id: 1, atMicros: 1_000, durationMicros: 200_000, targets: ['s1', 's2'] };
  const { simulation, isAnswered } = fieldUnder([herd as Parameters<typeof fieldUnder>[0][number]]);
  simulation.kernel.runUntil(1_000);
  expect(simulation.nodes.filter(({ pauses }) => pauses > 0).map(({ name }) => name)).toEqual(['c1', 'c2']);
  expect(isAnswered('s3', 'c1')).toBe(false);
  expect(isAnswered('c3', 's1')).toBe(true);
  simulation.kernel.runUntil(250_000);
  expect(isAnswered('s3', 'c1')).toBe(true);
});
