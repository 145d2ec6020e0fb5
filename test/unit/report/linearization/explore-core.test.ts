import { describe, expect, test } from 'vitest';
import type { Core, CoreOperation } from '../../../../src/checkers/linearizability/certificate.ts';
import { register } from '../../../../src/checkers/linearizability/specs/register.ts';
import { exploreCore } from '../../../../src/report/linearization/explore-core.ts';

function write(index: number, value: number, call: number, ret: number | undefined): CoreOperation {
  return { index, f: 'write', argument: value, result: value, known: ret !== undefined, call, ret };
}

function read(index: number, value: number, call: number, ret: number): CoreOperation {
  return { index, f: 'read', argument: null, result: value, known: true, call, ret };
}

const coreOf = (...operations: readonly CoreOperation[]): Core => ({
  begin: -1,
  configurations: [{ state: null, done: [] }],
  operations,
});

describe('a read of a value that was overwritten before it began', () => {
  const explored = exploreCore(coreOf(write(0, 1, 0, 1), write(1, 2, 2, 3), read(2, 1, 4, 5)), register);

  test('both writes can be ordered, the read can’t follow', () => {
    expect(explored?.orders[0]).toEqual({
      initial: null,
      steps: [
        { operation: 0, state: 1 },
        { operation: 1, state: 2 },
      ],
      blocked: [{ operation: 2, waitsFor: undefined }],
    });
  });

  test('the attempt without the second write waits for it', () => {
    expect(explored?.orders[1]?.blocked).toEqual([{ operation: 2, waitsFor: 1 }]);
  });

  test('at each return it is known what the register can be, up to the one that nothing explains', () => {
    expect(explored?.prefixes).toEqual([
      { operation: 0, states: [1] },
      { operation: 1, states: [2] },
      { operation: 2, states: [] },
    ]);
  });
});

test('a write of unknown outcome may have taken effect or not', () => {
  const explored = exploreCore(coreOf(write(0, 1, 0, 1), write(1, 2, 2, undefined), write(2, 3, 3, 4)), register);
  expect(explored?.prefixes.map(({ states }) => states)).toEqual([[1], [3, 2]]);
});

test('concurrent writes leave either value', () => {
  const explored = exploreCore(coreOf(write(0, 1, 0, 2), write(1, 2, 1, 3)), register);
  for (const { states } of explored?.prefixes ?? []) expect(new Set(states)).toEqual(new Set([1, 2]));
  expect(explored?.prefixes).toHaveLength(2);
});

test('what may be left out does not hold others up', () => {
  const skippable = { ...write(0, 1, 0, 1), skippable: true };
  const explored = exploreCore(
    { begin: 1, configurations: [{ state: 7, done: [] }], operations: [skippable, read(1, 7, 2, 3)] },
    register,
  );
  expect(explored?.prefixes.at(-1)).toEqual({ operation: 1, states: [7] });
});

test('a core that is too large to try is left to the checker’s own words', () => {
  const many = Array.from({ length: 13 }, (_, nth) => write(nth, nth, nth, 100));
  expect(exploreCore(coreOf(...many), register)).toBeUndefined();
  expect(exploreCore(coreOf(), register)).toBeUndefined();
});
