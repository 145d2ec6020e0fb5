import { expect, test } from 'vitest';
import { describeCall, describeStates } from '../../../../../src/checkers/linearizability/explain/describe-call.ts';
import type { Call } from '../../../../../src/checkers/linearizability/spec.ts';
import { specOf, type SpecName } from '../../../../../src/checkers/linearizability/specs/catalog.ts';

const called = (f: string, argument: unknown, result: unknown, known = true): Call => ({ f, argument, result, known });

test.each<[string, SpecName, Call]>([
  ['read → 3', 'register', called('read', null, 3)],
  ['read → null', 'register', called('read', null, null)],
  ['read → 3', 'register', called('read', 3, 3)],
  ['write 5', 'register', called('write', 5, null)],
  ['write 5 of unknown outcome', 'register', called('write', 5, undefined, false)],
  ['dequeue → 1', 'fifo-queue', called('dequeue', null, 1)],
  ['dequeue → null', 'fifo-queue', called('dequeue', null, null)],
  ['dequeue of unknown outcome', 'fifo-queue', called('dequeue', null, undefined, false)],
  ['enqueue 1', 'fifo-queue', called('enqueue', 1, 1)],
])('%s', (text, spec, call) => {
  expect(describeCall(specOf(spec), call)).toBe(text);
});

test('states are listed, up to five of them', () => {
  expect(describeStates([])).toBe('none');
  expect(describeStates([1])).toBe('1');
  expect(describeStates([1, 2])).toBe('1 or 2');
  expect(describeStates([1, 2, 3, 4, 5])).toBe('1, 2, 3, 4 or 5');
  expect(describeStates([1, 2, 3, 4, 5, 6, 7])).toBe('1, 2, 3, 4, 5 or one of 2 more');
});

test('of a long text both ends are shown', () => {
  const text = (length: number): string => `${'a'.repeat(length - 1)}z`;
  expect(describeStates([text(50)])).toContain('a'.repeat(49));
  expect(describeStates([text(57)])).toBe(`"${'a'.repeat(28)}…${'a'.repeat(27)}z"`);
});
