import { describe, expect, test } from 'vitest';
import { checkEvents, checkEventsTimeout, checkOperations, checkOperationsTimeout } from '../src/index.ts';
import { events, operation, read, write } from './histories.ts';
import { register } from './models/register.ts';

describe('operations', () => {
  test('overlapping reads may see the old and the new value', () => {
    const history = [
      operation(0, write(100), 0, 0, 100),
      operation(1, read, 25, 100, 75),
      operation(2, read, 30, 0, 60),
    ];
    expect(checkOperations(register, history)).toBe(true);
    expect(checkOperationsTimeout(register, history, {})).toBe('Ok');
  });

  test('a later read may not see an older value', () => {
    const history = [
      operation(0, write(200), 0, 0, 100),
      operation(1, read, 10, 200, 30),
      operation(2, read, 40, 0, 90),
    ];
    expect(checkOperations(register, history)).toBe(false);
    expect(checkOperationsTimeout(register, history, {})).toBe('Illegal');
  });

  test('operations that only touch are concurrent', () => {
    expect(checkOperations(register, [operation(0, write(1), 0, 0, 10), operation(1, read, 10, 0, 20)])).toBe(true);
    expect(checkOperations(register, [operation(0, write(1), 0, 0, 10), operation(1, read, 11, 0, 20)])).toBe(false);
  });

  test('operations may take no time', () => {
    const reads = (value: number) => [operation(2, read, 30, value, 30), operation(3, read, 30, value, 30)];
    expect(checkOperations(register, [operation(0, write(1), 0, 0, 100), ...reads(0)])).toBe(true);
    expect(
      checkOperations(register, [operation(0, write(1), 0, 0, 100), ...reads(1), operation(1, read, 40, 0, 90)]),
    ).toBe(false);
  });

  test('the order of the list does not matter', () => {
    const history = [operation(1, read, 11, 1, 20), operation(0, write(1), 0, 0, 10)];
    expect(checkOperations(register, history)).toBe(true);
  });

  test('no operations, and no partitions, are linearizable', () => {
    expect(checkOperations(register, [])).toBe(true);
    expect(checkOperations({ ...register, partition: () => [] }, [])).toBe(true);
    expect(checkOperations({ ...register, partition: () => [[], []] }, [])).toBe(true);
  });
});

describe('events', () => {
  test('overlapping reads may see the old and the new value', () => {
    const history = events([
      [0, write(100)],
      [1, read],
      [2, read],
      [2, 0, 'return'],
      [1, 100, 'return'],
      [0, 0, 'return'],
    ]);
    expect(checkEvents(register, history)).toBe(true);
    expect(checkEventsTimeout(register, history, {})).toBe('Ok');
  });

  test('a later read may not see an older value', () => {
    const history = events([
      [0, write(200)],
      [1, read],
      [1, 200, 'return'],
      [2, read],
      [2, 0, 'return'],
      [0, 0, 'return'],
    ]);
    expect(checkEvents(register, history)).toBe(false);
    expect(checkEventsTimeout(register, history, {})).toBe('Illegal');
  });

  test('no events are linearizable', () => {
    expect(checkEvents(register, [])).toBe(true);
  });
});
