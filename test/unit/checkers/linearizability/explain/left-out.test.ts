import { describe, expect, test } from 'vitest';
import type { Core } from '../../../../../src/checkers/linearizability/certificate.ts';
import { checkLinearizability } from '../../../../../src/checkers/linearizability/check-linearizability.ts';
import type { Spec } from '../../../../../src/checkers/linearizability/spec.ts';
import { specOf } from '../../../../../src/checkers/linearizability/specs/catalog.ts';
import type { Violated } from '../../../../../src/checkers/verdict.ts';
import { historyOf } from '../../../../helpers/linearizability/history-of.ts';
import { callsOf, faultOf } from '../../../../helpers/linearizability/validate-certificate.ts';

const keyValue = specOf('key-value');

/** The same, but a read of what was appended to a deleted key is not about the `delete`. */
const careless: Spec = {
  ...keyValue,
  valuesIn(calls, initial) {
    const values = keyValue.valuesIn!(calls, initial)!;
    return { ...values, of: (call) => values.of(call).filter((value) => value !== null || call.f === 'delete') };
  },
};

// Without the delete in it, "b" could not have been read; the last read is what is wrong.
const history = historyOf(
  '0 invoke put "a"',
  '0 ok put "a"',
  '0 invoke delete',
  '0 ok delete',
  '0 invoke append "b"',
  '0 ok append "b"',
  '0 invoke get',
  '0 ok get "b"',
  '0 invoke get',
  '0 ok get "ab"',
);

function violationOf(spec: Spec): Violated {
  const verdict = checkLinearizability(history, { spec });
  if (verdict.verdict !== 'violated') throw new Error(verdict.verdict);
  return verdict;
}

/** A verdict with a core of some of the history's operations, by index. */
function forged(operations: readonly number[], beginning: Partial<Core> = {}): Violated {
  const core: Core = {
    begin: -1,
    configurations: [{ state: null, done: [] }],
    operations: callsOf(history).filter(({ index }) => operations.includes(index)),
    ...beginning,
  };
  return { ...violationOf(keyValue), certificate: { kind: 'core', cores: [core] } };
}

describe('deletes', () => {
  test('of which nothing is seen are not needed', () => {
    const deletes = Array.from({ length: 8 }, (_, client) => `${client + 2} invoke delete`);
    const thin = historyOf(...deletes, '0 invoke put "a"', '0 ok put "a"', '1 invoke get', '1 ok get "z"');
    const verdict = checkLinearizability(thin, { spec: 'key-value' });
    expect(verdict).toMatchObject({ verdict: 'violated', certificate: { cores: [{ operations: [{ index: 10 }] }] } });
    expect(faultOf(thin, keyValue, verdict)).toBeUndefined();
  });

  test('that a read needs can’t be left out of a core', () => {
    expect(faultOf(history, keyValue, violationOf(keyValue))).toBeUndefined();
    expect(faultOf(history, keyValue, forged([0, 4, 6]))).toBe(
      'operation 2 is missing in the core, or claims more there',
    );
  });

  test('that a read needs can’t be left out even when the spec takes them for values of their own', () => {
    expect(faultOf(history, careless, forged([0, 4, 6]))).toBe('values were left out that others need');
  });

  test('nor before the core begins', () => {
    const without = { begin: 5, configurations: [{ state: 'ab', done: [] }], values: ['a', 'b'] };
    expect(faultOf(history, careless, forged([6], without))).toBe('values were left out that others need');
    expect(faultOf(history, keyValue, forged([6], without))).toBe(
      'operation 6 of the core is none of those that are left',
    );
  });
});

test('what was never called proves nothing', () => {
  const reads = historyOf('0 invoke get', '0 ok get "z"');
  const verdict = checkLinearizability(reads, { spec: 'key-value' });
  if (verdict.verdict !== 'violated') throw new Error(verdict.verdict);
  const [core] = verdict.certificate!.cores;
  const invented = { ...core, operations: [{ ...core.operations[0]!, index: 99 }] };
  expect(faultOf(reads, keyValue, { ...verdict, certificate: { kind: 'core', cores: [invented] } })).toBe(
    'operation 99 of the core is none of those that are left',
  );
});

test('what takes an item out that was there at first is needed', () => {
  const spec = { ...specOf('fifo-queue'), initial: [1] };
  const takes = historyOf('0 invoke dequeue', '0 ok dequeue 1', '0 invoke dequeue', '0 ok dequeue 2');
  const verdict = checkLinearizability(takes, { spec });
  if (verdict.verdict !== 'violated') throw new Error(verdict.verdict);
  const [core] = verdict.certificate!.cores;
  expect(core.operations.map(({ index }) => index)).toEqual([0, 2]);
  expect(faultOf(takes, spec, verdict)).toBeUndefined();
  const without = { ...core, operations: core.operations.slice(1) };
  expect(faultOf(takes, spec, { ...verdict, certificate: { kind: 'core', cores: [without] } })).toBe(
    'operation 0 is missing in the core, or claims more there',
  );
});

describe('updates that lead to no read', () => {
  const repeated = historyOf(
    '0 invoke put "a"',
    '0 ok put "a"',
    '1 invoke append "b"',
    '2 invoke append "a"',
    '0 invoke get',
    '0 ok get "ab"',
    '0 invoke get',
    '0 ok get "aba"',
    '0 invoke get',
    '0 ok get "ab"',
  );
  const verdict = checkLinearizability(repeated, { spec: 'key-value' });
  /** A core of some operations from the beginning. */
  const partOf = (operations: readonly number[]): Violated => {
    if (verdict.verdict !== 'violated') throw new Error(verdict.verdict);
    const core: Core = {
      begin: -1,
      configurations: [{ state: null, done: [] }],
      operations: callsOf(repeated).filter(({ index }) => operations.includes(index)),
    };
    return { ...verdict, certificate: { kind: 'core', cores: [core] } };
  };

  test('are not needed, and those that do are', () => {
    expect(verdict).toMatchObject({ verdict: 'violated' });
    expect(faultOf(repeated, keyValue, verdict)).toBeUndefined();
    expect(faultOf(repeated, keyValue, partOf([0, 4]))).toBe(
      'operation 2 is missing in the core, or claims more there',
    );
  });

  test('nor are those that would, had they not returned before what they have to follow was invoked', () => {
    const late = historyOf(
      '0 invoke append "a"',
      '2 invoke append "c"',
      '2 ok append "c"',
      '0 ok append "a"',
      '2 invoke put "a"',
      '1 invoke append "b"',
      '1 info append "b"',
      '0 invoke get',
      '2 ok put "a"',
      '0 ok get "abc"',
    );
    const verdict = checkLinearizability(late, { spec: 'key-value' });
    if (verdict.verdict !== 'violated') throw new Error(verdict.verdict);
    const [core] = verdict.certificate!.cores;
    expect(core.operations.map(({ index }) => index)).toEqual([0, 4, 5, 7]);
    expect(faultOf(late, keyValue, verdict)).toBeUndefined();
  });

  test('are tried, whatever the spec says of growth', () => {
    const hopeless: Spec = { ...keyValue, growth: { leadsTo: () => false, resets: () => false } };
    expect(faultOf(repeated, hopeless, partOf([0, 4]))).toBe(
      'operation 2 is missing in the core, or claims more there',
    );
  });
});
