import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortedRows } from '../../../../../src/checkers/linearizability/fast/sorted-rows.ts';

const keys = fc.oneof(fc.nat(20), fc.nat(0x7fff_ffff), fc.constant(0x7fff_ffff));

test('sorts stably, few keys and many', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.array(keys, { maxLength: 50 }), fc.array(keys, { minLength: 1_100, maxLength: 1_300 })),
      (items) => {
        const expected = items.map((_, row) => row).sort((a, b) => items[a]! - items[b]! || a - b);
        expect([...sortedRows(Int32Array.from(items))]).toEqual(expected);
      },
    ),
    { numRuns: 100 },
  );
});
