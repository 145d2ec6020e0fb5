import { expect, test } from 'vitest';
import { Machine } from '../../../../../src/checkers/linearizability/engine/machine.ts';
import type { Spec } from '../../../../../src/checkers/linearizability/spec.ts';
import { specOf } from '../../../../../src/checkers/linearizability/specs/catalog.ts';
import { ValueNumbers } from '../../../../../src/checkers/linearizability/value-numbers.ts';

test('classes that come later change nothing of what earlier ones answered', () => {
  const machine = new Machine(specOf('register'), new ValueNumbers([]));
  const writes: number[] = [];
  for (let value = 0; value < 200; value++) {
    writes.push(machine.classOf({ f: 'write', argument: value, result: value, known: true }));
    const next = writes.map((klass) => machine.step(machine.initial, klass));
    expect(next.map((state) => machine.states[state])).toEqual(writes.map((_, written) => written));
  }
});

test('a spec runs once for each pair of a state and a class, however many there are', () => {
  const STATES = 40_000;
  let runs = 0;
  const counted: Spec<number> = {
    name: 'counted',
    operations: ['add'],
    initial: 0,
    key: (sum) => sum,
    step: (sum) => (runs++, [sum + 1]),
  };
  const machine = new Machine(counted as Spec, new ValueNumbers([]));
  const add = machine.classOf({ f: 'add', argument: 1, result: 1, known: true });
  const walk = (): number => {
    let state = machine.initial;
    for (let i = 0; i < STATES; i++) state = machine.step(state, add);
    return state;
  };
  expect(machine.states[walk()]).toBe(STATES);
  expect(machine.states[walk()]).toBe(STATES);
  expect(runs).toBe(STATES);
});

test('what is possible next is a list where the object may choose, and each choice counts as memory', () => {
  const choosing: Spec<number> = {
    name: 'choosing',
    operations: ['draw', 'lose'],
    initial: 0,
    step: (state, { f }) => (f === 'lose' ? [] : [state + 1, state + 2, state + 1]),
  };
  const machine = new Machine(choosing as Spec, new ValueNumbers([]));
  const [draw, lose] = ['draw', 'lose'].map((f) =>
    machine.classOf({ f, argument: null, result: null, known: true }),
  ) as [number, number];
  const before = machine.bytes;
  const next = machine.nextOf(machine.step(machine.initial, draw));
  expect(next.map((state) => machine.states[state])).toEqual([1, 2]);
  expect(machine.nextOf(machine.step(machine.initial, lose))).toEqual([]);
  expect(machine.bytes).toBeGreaterThan(before);
});
