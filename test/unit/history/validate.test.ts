import { describe, expect, test } from 'vitest';

import { validateOperation } from '../../../src/history/validate.ts';
import { errorOf } from '../../helpers/error-of.ts';

const valid = { index: 0, time: 0, process: 1, type: 'ok', f: 'read', value: 3 };

describe('validateOperation', () => {
  test('answers the very record that it was given, extra fields included', () => {
    const record = { ...valid, commitTimestamp: 7 };
    expect(validateOperation(record)).toBe(record);
  });

  test.each(['invoke', 'ok', 'fail', 'info'])('takes the type %s', (type) => {
    expect(() => validateOperation({ ...valid, type })).not.toThrow();
  });

  test.each([
    [{ type: 'okay' }, 'field "type": "okay" is not a type; expected invoke, ok, fail or info'],
    [{ type: 3 }, 'field "type": 3 is not a type; expected invoke, ok, fail or info'],
    [{ type: undefined }, 'field "type": is missing; expected invoke, ok, fail or info'],
    [{ index: -1 }, 'field "index": -1 is not an index; expected an integer from 0'],
    [
      { index: 2 ** 53 },
      'field "index": 9007199254740992 is not an index; expected an integer from 0, and no integer beyond 2^53',
    ],
    [
      { time: 1_700_000_000_000_000_000n },
      'field "time": 1700000000000000000n is not a time; expected an integer from 0, in nanoseconds since the start, and no integer beyond 2^53',
    ],
    [{ time: 0.5 }, 'field "time": 0.5 is not a time; expected an integer from 0, in nanoseconds since the start'],
    [{ time: '3' }, 'field "time": "3" is not a time; expected an integer from 0, in nanoseconds since the start'],
    [
      { process: 1.5 },
      'field "process": 1.5 is not a process; expected an integer (a client) or a string (not a client)',
    ],
    [
      { process: null },
      'field "process": null is not a process; expected an integer (a client) or a string (not a client)',
    ],
    [{ f: '' }, 'field "f": "" is not an f; expected a string that is not empty'],
    [{ f: undefined }, 'field "f": is missing; expected a string that is not empty'],
    [{ value: undefined }, 'field "value": is missing; expected any value; null for none'],
  ])('refuses %o', (change, message) => {
    const record = Object.fromEntries(
      Object.entries({ ...valid, ...change }).filter(([, field]) => field !== undefined),
    );
    expect(errorOf(() => validateOperation(record))).toBe(`HistoryError: ${message}`);
  });

  test.each([
    [[1], '[ 1 ] is not an operation; expected an object with the fields of one'],
    ['x', '"x" is not an operation; expected an object with the fields of one'],
    [null, 'null is not an operation; expected an object with the fields of one'],
  ])('refuses %o, which is no object', (record, message) => {
    expect(errorOf(() => validateOperation(record))).toBe(`HistoryError: ${message}`);
  });
});
