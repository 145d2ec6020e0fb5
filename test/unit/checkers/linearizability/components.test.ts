import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkLinearizability } from '../../../../src/checkers/linearizability/check-linearizability.ts';
import type { Call } from '../../../../src/checkers/linearizability/spec.ts';
import { specNames, specOf } from '../../../../src/checkers/linearizability/specs/catalog.ts';
import { sameValue } from '../../../../src/checkers/linearizability/specs/same-value.ts';
import { historyOf } from '../../../helpers/linearizability/history-of.ts';

const keys = ['x', 'y', 'z'];
const value = fc.constantFrom(null, 1, 2);
const access = fc.tuple(fc.constantFrom('r', 'w'), fc.constantFrom(...keys), value);
const registers = fc.record({ x: value, y: value, z: value });

/** Calls of the specs whose state has parts by name. */
const callsOf: Readonly<Record<string, fc.Arbitrary<Call>>> = {
  'multi-register': fc
    .tuple(fc.array(access, { maxLength: 3 }), fc.boolean())
    .map(([list, known]) => ({ f: 'txn', argument: list, result: known ? list : undefined, known })),
};

describe('what a call does not touch', () => {
  const specs = specNames.map(specOf).filter((spec) => spec.touches !== undefined);

  test.each(specs)('stays as it is and does not matter: $name', (spec) => {
    fc.assert(
      fc.property(callsOf[spec.name]!, registers, registers, (call, state, elsewhere) => {
        const touched = new Set(spec.touches!(call));
        const isTouched = (key: string): boolean => touched.has(key);
        const mixed = Object.fromEntries(keys.map((key) => [key, (isTouched(key) ? state : elsewhere)[key as 'x']]));
        const after = spec.step(state, call) as readonly Record<string, unknown>[];
        const afterMixed = spec.step(mixed, call) as readonly Record<string, unknown>[];
        expect(afterMixed).toHaveLength(after.length);
        after.forEach((next, i) => {
          for (const key of keys) {
            if (isTouched(key)) expect(sameValue(next[key] ?? null, afterMixed[i]![key] ?? null)).toBe(true);
            else expect(sameValue(next[key] ?? null, state[key as 'x'])).toBe(true);
          }
        });
      }),
      { numRuns: 500 },
    );
  });
});

describe('calls that touch no common part', () => {
  const interleaved = [
    '0 invoke txn [["w","x",1]]',
    '1 invoke txn [["w","y",1]]',
    '2 invoke txn [["r","y",null]]',
    '2 ok txn [["r","y",1]]',
    '3 invoke txn [["r","x",null]]',
    '3 ok txn [["r","x",null]]',
    '1 ok txn [["w","y",1]]',
    '0 ok txn [["w","x",1]]',
  ];

  test('are judged apart, and come together in one order', () => {
    expect(checkLinearizability(historyOf(...interleaved), { spec: 'multi-register' })).toMatchObject({
      verdict: 'holds',
      exercised: { keys: 1, searchedKeys: 2 },
      certificate: { orders: [{ operations: [1, 2, 4, 0] }] },
    });
  });

  test('are not when another call touches both', () => {
    const both = ['4 invoke txn [["r","x",null],["r","y",null]]', '4 ok txn [["r","x",1],["r","y",1]]'];
    const verdict = checkLinearizability(historyOf(...interleaved, ...both), { spec: 'multi-register' });
    expect(verdict).toMatchObject({ verdict: 'holds', exercised: { searchedKeys: 1 } });
  });

  test('are no part of a counterexample', () => {
    const stale = ['4 invoke txn [["r","y",null]]', '4 ok txn [["r","y",null]]'];
    expect(checkLinearizability(historyOf(...interleaved, ...stale), { spec: 'multi-register' })).toMatchObject({
      verdict: 'violated',
      certificate: { cores: [{ begin: -1, operations: [{ index: 1 }, { index: 8 }] }] },
    });
  });
});
