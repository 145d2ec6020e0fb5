import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesHeld } from '../../../../../src/checkers/linearizability/engine/bytes-held.ts';
import { PairMemo, UNTRIED } from '../../../../../src/checkers/linearizability/engine/pair-memo.ts';
import { OpenUses } from '../../../../../src/checkers/linearizability/engine/open-uses.ts';
import { TupleTable } from '../../../../../src/checkers/linearizability/engine/tuple-table.ts';

const small = fc.integer({ min: -3, max: 6 });

test('a tuple table numbers equal tuples alike and others apart', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(small, small, small), { maxLength: 600 }), (tuples) => {
      const table = new TupleTable(3);
      const ids = new Map<string, number>();
      for (const tuple of tuples) {
        const text = tuple.join();
        if (!ids.has(text)) ids.set(text, ids.size);
        expect(table.idOf(tuple)).toBe(ids.get(text));
      }
      expect(table.count).toBe(ids.size);
    }),
    { numRuns: 200 },
  );
});

test('a memo remembers the value of each pair', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(30), fc.nat(30), fc.integer({ min: -5, max: 5 })), { maxLength: 600 }),
      (entries) => {
        const memo = new PairMemo();
        const kept = new Map<string, number>();
        for (const [a, b, value] of entries) {
          const text = `${a} ${b}`;
          expect(memo.get(a, b)).toBe(kept.get(text) ?? UNTRIED);
          if (kept.has(text)) continue;
          memo.set(a, b, value);
          kept.set(text, value);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('uses of open calls are compared class by class', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3), { maxLength: 12 }), fc.array(fc.nat(3), { maxLength: 12 }), (first, second) => {
      const uses = new OpenUses(4);
      const numberOf = (classes: readonly number[]): number => classes.reduce((sum, one) => uses.oneMore(sum, one), 0);
      const count = (classes: readonly number[], one: number): number =>
        classes.filter((other) => other === one).length;
      const includes = [0, 1, 2, 3].every((one) => count(first, one) <= count(second, one));
      expect(uses.includes(numberOf(first), numberOf(second))).toBe(includes);
      expect(numberOf(first)).toBe(numberOf([...first].reverse()));
    }),
    { numRuns: 200 },
  );
});

test('an array that will soon double counts as itself and as the one that takes its place', () => {
  const array = new Int32Array(1_000);
  expect(bytesHeld(array, 500, 1_000)).toBe(4_000);
  expect(bytesHeld(array, 900, 1_000)).toBe(4_000 + 8_000);
});
