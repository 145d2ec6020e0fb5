import { expect, test } from 'vitest';
import { Describer } from '../../src/describe.ts';

const plain = new Describer<null, unknown, unknown, unknown>({});
const cycle: { self?: unknown } = {};
cycle.self = cycle;

test.each([
  ['text', 'text'],
  [{ a: [1] }, '{"a":[1]}'],
  [12n, '12'],
  [undefined, 'undefined'],
  [null, 'null'],
  [Symbol('s'), 'Symbol(s)'],
  [cycle, '[object Object]'],
  [{ big: 1n }, '[object Object]'],
])('by default a value is its text or its JSON: %#', (value, expected) => {
  expect(plain.operation('in', value)).toBe(`in -> ${expected}`);
});

test('by default absent metadata is empty', () => {
  expect([undefined, null, 'm', { a: 1 }].map((metadata) => plain.metadata(metadata))).toEqual([
    '',
    '',
    'm',
    '{"a":1}',
  ]);
});

test('a model describes what it wants to', () => {
  const own = new Describer<number, string, string, string>({
    describeOperation: (input, output) => `${input}/${output}`,
    describeState: (state) => `#${state}`,
    describeOperationMetadata: (metadata) => `<${metadata}>`,
  });
  expect([own.operation('a', 'b'), own.state(3), own.metadata(undefined)]).toEqual(['a/b', '#3', '<undefined>']);
});
