import { test, fc } from '@fast-check/vitest';
import { expect } from 'vitest';
import { sortedRows } from '../../../../../src/checkers/linearizability/fast/sorted-rows.ts';

const keys = fc.oneof(fc.nat(20), fc.nat(0x7fff_ffff), fc.constant(0x7fff_ffff));

test.prop([fc.oneof(fc.array(keys, { maxLength: 50 }), fc.array(keys, { minLength: 1_100, maxLength: 1_300 }))], {
  numRuns: 100,
})('sorts stably, few keys and many', (items) => {
  const expected = items.map((_, row) => row).sort((a, b) => items[a]! - items[b]! || a - b);
  expect([...sortedRows(Int32Array.from(items))]).toEqual(expected);
});
