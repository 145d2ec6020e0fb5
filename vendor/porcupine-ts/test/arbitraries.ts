import fc from 'fast-check';
import type { Operation } from '../src/index.ts';
import type { CasInput, CasOutput } from './models/cas-register.ts';
import type { KeyValueInput } from './models/key-value.ts';

const LENGTH_MAX = 6;

/** Histories of at most six operations with arbitrary intervals on few points in time, so that many touch or nest. */
function histories<I, O>(exchange: fc.Arbitrary<readonly [I, O]>): fc.Arbitrary<Operation<I, O>[]> {
  const operation = fc
    .tuple(exchange, fc.nat(12), fc.nat(5))
    .map(([[input, output], call, duration]) => ({ input, output, call, return: call + duration }));
  return fc.array(operation, { maxLength: LENGTH_MAX });
}

const value = fc.integer({ min: 0, max: 2 });

export const casHistories: fc.Arbitrary<Operation<CasInput, CasOutput>[]> = histories<CasInput, CasOutput>(
  fc.oneof(
    fc.option(value).map((read) => [{ kind: 'read' }, { kind: 'value', value: read }] as const),
    fc.constant([{ kind: 'read' }, { kind: 'unknown' }] as const),
    value.map((written) => [{ kind: 'write', value: written }, { kind: 'done' }] as const),
    fc.tuple(value, value, fc.boolean()).map(([from, to, swapped]) => {
      return [
        { kind: 'cas', from, to },
        { kind: 'swapped', swapped },
      ] as const;
    }),
    fc.tuple(value, value).map(([from, to]) => [{ kind: 'cas', from, to }, { kind: 'unknown' }] as const),
  ),
);

const key = fc.constantFrom('x', 'y');
const letter = fc.constantFrom('a', 'b');

export const keyValueHistories: fc.Arbitrary<Operation<KeyValueInput, string>[]> = histories<KeyValueInput, string>(
  fc.oneof(
    fc.tuple(key, fc.constantFrom('', 'a', 'b', 'ab', 'ba')).map(([name, read]) => {
      return [{ kind: 'get', key: name, value: '' }, read] as const;
    }),
    fc.tuple(fc.constantFrom('put' as const, 'append' as const), key, letter).map(([kind, name, written]) => {
      return [{ kind, key: name, value: written }, ''] as const;
    }),
  ),
);
