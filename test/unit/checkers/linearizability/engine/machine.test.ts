import { expect, test } from 'vitest';
import { Machine } from '../../../../../src/checkers/linearizability/engine/machine.ts';
import type { Spec } from '../../../../../src/checkers/linearizability/spec.ts';
import { specOf } from '../../../../../src/checkers/linearizability/specs/catalog.ts';
import { ValueNumbers } from '../../../../../src/checkers/linearizability/value-numbers.ts';

test('classes that come later change nothing of what earlier ones answered', () => {
  const machine = new Machine(specOf('register'), new ValueNumbers([]));
  const classes: number[] = [];
  for (let value = 0; value < 200; value++) {
    classes.push(machine.classOf({ f: 'write', argument: value, result: value, known: true }));
    for (const state of [machine.initial, machine.step(machine.initial, classes[0]!)]) {
      const next = classes.map((klass) => machine.states[machine.step(state, klass)]);
      expect(next).toEqual(classes.map((_, written) => written));
    }
  }
});

test('a spec runs once for each pair of a state and a class, however many there are; each takes memory', () => {
  const STATES = 40_000;
  let runs = 0;
  const counted: Spec<number> = {
    name: 'counted',
    operations: ['add'],
    initial: 0,
    key: (sum) => sum,
    step: (sum) => (runs++, [sum + 1]),
  };
  const machine = new Machine(counted, new ValueNumbers([]));
  const walk = (name: string): unknown => {
    const klass = machine.classOf({ f: 'add', argument: name, result: name, known: true });
    let state = machine.initial;
    for (let i = 0; i < STATES; i++) state = machine.step(state, klass);
    return machine.states[state];
  };
  expect(walk('one')).toBe(STATES);
  expect(walk('one')).toBe(STATES);
  expect(runs).toBe(STATES);
  const { bytes } = machine;
  // No state is new.
  expect(walk('another')).toBe(STATES);
  expect(runs).toBe(2 * STATES);
  expect(machine.bytes).toBeGreaterThan(bytes);
});

test('what is possible next is a list where the object may choose, which counts as memory', () => {
  const choosing: Spec<number> = {
    name: 'choosing',
    operations: ['draw', 'pick', 'lose'],
    initial: 0,
    step: (_, { f }) => (f === 'lose' ? [] : [1, 2, 1]),
  };
  const machine = new Machine(choosing, new ValueNumbers([]));
  const nextOf = (f: string): readonly unknown[] => {
    const klass = machine.classOf({ f, argument: null, result: null, known: true });
    return machine.nextOf(machine.step(machine.initial, klass)).map((state) => machine.states[state]);
  };
  expect(nextOf('lose')).toEqual([]);
  expect(nextOf('draw')).toEqual([1, 2]);
  const { bytes } = machine;
  // No state is new.
  expect(nextOf('pick')).toEqual([1, 2]);
  expect(machine.bytes).toBeGreaterThan(bytes);
});
