import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalText } from '../../src/history/canonical.ts';
import { ValueTable } from '../../src/history/value-table.ts';

/** Few different values, so that equal ones and near misses are frequent. */
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, tie('scalar'), tie('array'), tie('object')),
  scalar: fc.constantFrom<unknown>(0, 1, '1', '', null, 'null', true, '[]', 2n ** 60n, 2n ** 60n + 1n, 1.5),
  array: fc.array(tie('value'), { maxLength: 2 }),
  object: fc.dictionary(fc.constantFrom('a', 'b', '1', '__proto__'), tie('value'), {
    maxKeys: 2,
    noNullPrototype: true,
  }),
}));

test('canonical texts and numbers of values are the same exactly for values that are deeply equal', () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      const table = new ValueTable();
      const equal = isDeepStrictEqual(a, b);
      expect(canonicalText(a) === canonicalText(b)).toBe(equal);
      expect(table.idOf(a) === table.idOf(b)).toBe(equal);
    }),
    { numRuns: 2_000 },
  );
});
