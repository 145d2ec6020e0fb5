import { describe, expect, test } from 'vitest';
import { Intake } from '../../../src/history/intake.ts';
import { errorOf } from '../../helpers/error-of.ts';

const exact = { renumber: false, independent: false };
const foreign = { renumber: true, independent: false };

describe('exact', () => {
  test('fills index, time and value, and keeps extra fields', () => {
    const intake = new Intake(exact);
    const record = { process: 0, type: 'invoke', f: 'read', node: 'n1', constructor: 'x' };
    expect([intake.accept(record), intake.accept({ ...record, time: 7, value: 0 })]).toEqual([
      { index: 0, time: 0, process: 0, type: 'invoke', f: 'read', value: null, node: 'n1', constructor: 'x' },
      { index: 1, time: 7, process: 0, type: 'invoke', f: 'read', value: 0, node: 'n1', constructor: 'x' },
    ]);
  });

  test('a field __proto__ is an extra field like others', () => {
    const record: unknown = JSON.parse('{"process":0,"type":"invoke","f":"read","__proto__":{"time":9}}');
    const operation = new Intake(exact).accept(record);
    expect(Object.entries(operation).at(-1)).toEqual(['__proto__', { time: 9 }]);
    expect(Object.getPrototypeOf(operation)).toBe(Object.prototype);
  });

  test('leaves the record of the caller alone', () => {
    const record = Object.freeze({ process: 0, type: 'invoke', f: 'read' });
    expect(() => new Intake(exact).accept(record)).not.toThrow();
  });

  test('refuses what only foreign histories may do', () => {
    expect(errorOf(() => new Intake(exact).accept({ type: 'invoke', f: 'txn', value: [] }))).toBe(
      'HistoryError: field "process": is missing; expected an integer (a client) or a string (not a client)',
    );
    expect(errorOf(() => new Intake(exact).accept({ index: -1, process: 0, type: 'invoke', f: 'read' }))).toBe(
      'HistoryError: field "index": -1 is not an index; expected an integer from 0',
    );
  });

  test.each([null, 3, 'x', [[]]])('refuses %o, which is no object', (record) => {
    expect(errorOf(() => new Intake(exact).accept(record))).toMatch(/is not an operation/);
  });
});

describe('foreign', () => {
  test('takes -1 and null for an index or time that nobody took', () => {
    const intake = new Intake(foreign);
    const record = { process: 0, type: 'invoke', f: 'read' };
    expect(intake.accept({ ...record, index: -1, time: -1 })).toMatchObject({ index: 0, time: 0 });
    expect(intake.accept({ ...record, index: null, time: null })).toMatchObject({ index: 1, time: 1 });
  });

  test('keeps indices with gaps and time that goes back', () => {
    const intake = new Intake(foreign);
    expect(intake.accept({ index: 10, time: 9, process: 0, type: 'invoke', f: 'read' })).toMatchObject({
      index: 10,
      time: 9,
    });
    expect(intake.accept({ index: 20, time: 8, process: 0, type: 'ok', f: 'read' })).toMatchObject({
      index: 20,
      time: 8,
    });
  });

  test('gives a process that goes on after info a new number', () => {
    const intake = new Intake(foreign);
    const processes = ['invoke', 'info', 'invoke', 'ok'].map(
      (type) => intake.accept({ process: 3, type, f: 'read' }).process,
    );
    expect(processes).toEqual([3, 3, 4, 4]);
  });

  test('transactions without process and f: each is a process of its own', () => {
    const intake = new Intake(foreign);
    const value = [['r', 1, null]];
    const operations = ['invoke', 'ok', 'invoke', 'info'].map((type) => intake.accept({ type, value }));
    expect(operations.map(({ process, f }) => [process, f])).toEqual([
      [0, 'txn'],
      [0, 'txn'],
      [1, 'txn'],
      [1, 'txn'],
    ]);
    intake.accept({ type: 'invoke', value });
    expect(errorOf(() => intake.accept({ type: 'invoke', value }))).toBe(
      'HistoryError: field "process": is missing; operations without one must not overlap',
    );
  });

  test.each([undefined, null])('process %s is no process where no invocation without one is open', (process) => {
    expect(errorOf(() => new Intake(foreign).accept({ process, type: 'info', f: 'kill' }))).toBe(
      'HistoryError: field "process": is missing; expected an integer (a client) or a string (not a client)',
    );
  });

  test.each([{ value: 3 }, { value: [] }, { value: [['r', 1], 2] }])('does not guess an f for %j', ({ value }) => {
    expect(errorOf(() => new Intake(foreign).accept({ process: 0, type: 'invoke', value }))).toMatch(
      /field "f": is missing/,
    );
  });
});

describe('independent', () => {
  const independent = { renumber: false, independent: true };

  test.each([
    [
      { process: 0, type: 'invoke', value: ['x', null] },
      { key: 'x', value: null },
    ],
    [
      { process: 0, type: 'ok', value: [1, [2, 3]] },
      { key: 1, value: [2, 3] },
    ],
    [{ process: 0, type: 'fail', value: 'timeout' }, { value: 'timeout' }],
    [{ process: 'nemesis', type: 'info', value: ['n1', 'n2'] }, { value: ['n1', 'n2'] }],
    [
      { process: 0, type: 'ok', key: 'k', value: [1, 2] },
      { key: 'k', value: [1, 2] },
    ],
  ])('%o', (record, { key, value }: { key?: unknown; value: unknown }) => {
    const operation = new Intake(independent).accept({ f: 'read', ...record });
    expect([operation['key'], operation.value]).toEqual([key, value]);
  });

  test.each([
    ['3', 3],
    ['[ 1 ]', [1]],
    ['[ 1, 2, 3 ]', [1, 2, 3]],
    ['null', null],
  ])('refuses an invocation or ok whose value is %s, no pair', (shown, value) => {
    for (const type of ['invoke', 'ok'])
      expect(errorOf(() => new Intake(independent).accept({ process: 0, type, f: 'read', value }))).toBe(
        `HistoryError: field "value": ${shown} is not a pair; expected [key, value] of independent objects`,
      );
  });
});
