import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BitTree } from '../../../../../src/checkers/linearizability/fast/bit-tree.ts';
import { IntHeap } from '../../../../../src/checkers/linearizability/fast/int-heap.ts';
import { CoverageTree, MinimumTree } from '../../../../../src/checkers/linearizability/fast/range-trees.ts';

const BOUND = 1_100;

test('a bit tree finds the neighbours of a position as a sorted list does', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(BOUND - 1), fc.boolean()), { maxLength: 200 }),
      fc.nat(BOUND - 1),
      (changes, position) => {
        const tree = new BitTree(BOUND);
        const members = new Set<number>();
        for (const [item, isAdded] of changes) {
          if (isAdded) {
            tree.add(item);
            members.add(item);
          } else {
            tree.remove(item);
            members.delete(item);
          }
        }
        const sorted = [...members].sort((a, b) => a - b);
        expect(tree.next(position)).toBe(sorted.find((item) => item >= position) ?? -1);
        expect(tree.previous(position)).toBe(sorted.findLast((item) => item <= position) ?? -1);
      },
    ),
    { numRuns: 200 },
  );
});

test('a heap gives its items in the order of their keys', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(100), { nil: undefined }), { maxLength: 100 }), (steps) => {
      const heap = new IntHeap();
      const kept: number[] = [];
      for (const key of steps) {
        if (key === undefined) {
          kept.sort((a, b) => a - b);
          expect(heap.pop()).toBe(kept.shift());
        } else {
          heap.push(key, key);
          kept.push(key);
        }
      }
      expect(heap.size).toBe(kept.length);
    }),
    { numRuns: 200 },
  );
});

test('a minimum tree takes a smallest key of a range', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 40 }),
      fc.array(fc.tuple(fc.nat(40), fc.nat(40), fc.integer({ min: -50, max: 50 })), { maxLength: 60 }),
      (keys, queries) => {
        const tree = new MinimumTree(Int32Array.from(keys));
        const left: (number | undefined)[] = [...keys];
        for (const [a, b, limit] of queries) {
          const from = Math.min(a, b, keys.length);
          const to = Math.min(Math.max(a, b), keys.length);
          const candidates = left.slice(from, to).filter((key) => key !== undefined && key <= limit) as number[];
          const taken = tree.takeAtMost(from, to, limit);
          if (candidates.length === 0) expect(taken).toBe(-1);
          else {
            expect(left[taken]).toBe(Math.min(...candidates));
            left[taken] = undefined;
          }
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('a coverage tree tells each cell once, when nothing covers it any more', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { maxLength: 30 }), (pairs) => {
      const intervals = pairs.map(([a, b]) => [Math.min(a, b), Math.max(a, b) + 1] as const);
      const counts = Array.from(
        { length: 31 },
        (_, cell) => intervals.filter(([from, to]) => from <= cell && cell < to).length,
      );
      const NEVER = 0x3fff_ffff;
      const tree = new CoverageTree(Int32Array.from(counts, (count) => (count === 0 ? NEVER : count)));
      for (const [from, to] of intervals) {
        const expected: number[] = [];
        for (let cell = from; cell < to; cell++) if (--counts[cell]! === 0) expected.push(cell);
        const freed: number[] = [];
        tree.uncover(from, to, (cell) => freed.push(cell));
        expect(freed.sort((a, b) => a - b)).toEqual(expected);
      }
    }),
    { numRuns: 200 },
  );
});
