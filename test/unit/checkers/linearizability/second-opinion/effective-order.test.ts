import { expect, test } from 'vitest';
import { effectiveOrder } from '../../../../../src/checkers/linearizability/second-opinion/effective-order.ts';
import type { Call } from '../../../../../src/checkers/linearizability/spec.ts';
import { specOf } from '../../../../../src/checkers/linearizability/specs/catalog.ts';

const write = (value: number, known = true): Call => ({ f: 'write', argument: value, result: undefined, known });
const read = (value: number): Call => ({ f: 'read', argument: null, result: value, known: true });
const swap = (from: number, to: number): Call => ({ f: 'cas', argument: [from, to], result: undefined, known: false });

test.each<[string, readonly Call[], readonly number[]]>([
  ['is not possible goes', [write(1), swap(5, 6), read(1)], [0, 2]],
  ['a read needs stays', [write(1, false), read(1)], [0, 1]],
  ['nothing needs goes, although it is possible', [write(1, false), write(2), read(2)], [1, 2]],
  ['would be seen goes', [write(1), write(2, false), read(1)], [0, 2]],
  ['another of unknown outcome needs stays with it', [write(1, false), swap(1, 2), read(2)], [0, 1, 2]],
])('what of unknown outcome %s', (_, order, effective) => {
  expect(effectiveOrder(specOf('cas-register'), null, order)).toEqual(effective);
});
