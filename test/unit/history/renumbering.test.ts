import { expect, test } from 'vitest';
import { INFO, INVOKE, OK } from '../../../src/history/operation-type.ts';
import { Renumbering } from '../../../src/history/renumbering.ts';

function rename(...events: readonly (readonly [process: number, type: number])[]): number[] {
  const renumbering = new Renumbering();
  return events.map(([process, type]) => renumbering.rename(process, type));
}

test('a number stays while its process lives', () => {
  expect(rename([4, INVOKE], [2, INVOKE], [4, OK], [4, INVOKE], [2, INFO])).toEqual([4, 2, 4, 4, 2]);
});

test('each invocation after info starts a new process, whose completions follow it', () => {
  const lives = rename([0, INVOKE], [0, INFO], [0, INVOKE], [0, OK], [0, INVOKE], [0, INFO], [0, INVOKE]);
  expect(lives).toEqual([0, 0, 1, 1, 1, 1, 2]);
});

test('a new number that the file uses later is given up to neither', () => {
  expect(rename([0, INVOKE], [0, INFO], [0, INVOKE], [1, INVOKE], [1, OK], [0, OK])).toEqual([0, 0, 1, 2, 2, 1]);
});

test('a new number is that of no process that lives, whichever came last', () => {
  expect(rename([3, INVOKE], [2, INVOKE], [2, INFO], [2, INVOKE], [3, OK], [2, OK])).toEqual([3, 2, 2, 4, 3, 4]);
});

test('a completion after info stays with the process that retired, where it is an error', () => {
  expect(rename([0, INVOKE], [0, INFO], [0, OK])).toEqual([0, 0, 0]);
});
