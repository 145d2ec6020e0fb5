import { expect, test } from 'vitest';
import { checkEventsVerbose, checkOperationsVerbose, LinearizationInfo } from '../src/index.ts';
import { events, operation, read, twoKeys, write } from './histories.ts';
import { keyValue } from './models/key-value.ts';
import { register } from './models/register.ts';

test('partial linearizations: for each operation the longest prefix with it, longest first', () => {
  const { result, info } = checkOperationsVerbose(keyValue, twoKeys);
  expect(result).toBe('Illegal');
  expect(info.partialLinearizations).toEqual([
    [
      [2, 1, 3, 6, 4, 0],
      [1, 2, 5],
    ],
    [[1, 0]],
  ]);
});

test('a linearizable partition has one linearization, with every operation', () => {
  const history = [operation(0, write(1), 0, 0, 100), operation(1, read, 10, 1, 20), operation(2, read, 12, 0, 15)];
  const { result, info } = checkOperationsVerbose(register, history);
  expect(result).toBe('Ok');
  expect(info.partialLinearizations).toEqual([[[2, 0, 1]]]);
});

test('operations are given back as they came, metadata included', () => {
  const history = [{ ...operation(1, read, 5, 0, 6), metadata: { attempt: 2 } }];
  const { info } = checkOperationsVerbose(register, history);
  expect(info.partialLinearizationsOperations()[0]![0]![0]).toBe(history[0]);
});

test('events are given back as operations with places as times', () => {
  const { info } = checkEventsVerbose(
    register,
    events([
      [4, read],
      [4, 0, 'return'],
    ]),
  );
  expect(info.partialLinearizationsOperations()).toEqual([
    [[{ clientId: 4, input: read, call: 0, output: 0, return: 1, metadata: undefined }]],
  ]);
});

test('an operation that cannot be linearized at all is in no partial linearization', () => {
  const { result, info } = checkOperationsVerbose(register, [operation(0, read, 0, 9, 1), operation(0, read, 2, 0, 3)]);
  expect(result).toBe('Illegal');
  expect(info.partialLinearizations).toEqual([[]]);
});

test('no partitions: nothing to tell', () => {
  const { result, info, steps } = checkOperationsVerbose({ ...keyValue, partition: () => [] }, twoKeys);
  expect({ result, steps, partials: info.partialLinearizations }).toEqual({ result: 'Ok', steps: 0, partials: [] });
});

test('an info of its own holds annotations alone', () => {
  const info = new LinearizationInfo();
  info.addAnnotations([{ tag: 'Server', start: 1n, description: 'restart' }]);
  expect(info.partitions).toEqual([]);
  expect(info.annotations).toEqual([{ tag: 'Server', start: 1n, end: 1n, description: 'restart' }]);
});
