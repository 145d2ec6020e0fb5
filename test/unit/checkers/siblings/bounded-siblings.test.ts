import { expect, test } from 'vitest';
import { checkBoundedSiblings } from '../../../../src/checkers/siblings/bounded-siblings.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { Recording } from '../../../helpers/recording.ts';

function written(): Recording {
  return new Recording().perform(0, 'put', ['x', 1]).perform(1, 'put', ['x', 2]);
}

test('each concurrent value once', () => {
  const verdict = checkBoundedSiblings(
    written()
      .perform(0, 'get', ['x', null], ['x', [1, 2]])
      .history(),
  );
  expect(summaryOf(verdict)).toBe('holds');
  expect(verdict.exercised).toEqual({ reads: 1, readsAfterSeveralWrites: 1, readsWithSiblings: 1, mostSiblings: 2 });
});

test('a value that is its own sibling', () => {
  const verdict = checkBoundedSiblings(
    written()
      .perform(0, 'get', ['x', null], ['x', [1, 2, 1]])
      .history(),
  );
  expect(summaryOf(verdict)).toBe('violated sibling-explosion');
  expect(messageOf(verdict)).toBe(
    'get ["x",null] (operation 5, process 0) returned 3 siblings, among them 1 more than once (operation 6).',
  );
});

test('more siblings than writes had begun', () => {
  const verdict = checkBoundedSiblings(
    written()
      .perform(0, 'get', ['x', null], ['x', [1, 2, 3]])
      .history(),
  );
  expect(summaryOf(verdict)).toBe('violated sibling-explosion');
  expect(messageOf(verdict)).toMatch(/returned 3 siblings, of only 2 writes begun/);
});

test('without two writes to a register that is read nothing is shown', () => {
  const recording = new Recording().perform(0, 'put', ['x', 1]).perform(0, 'get', ['x', null], ['x', [1]]);
  expect(summaryOf(checkBoundedSiblings(recording.history()))).toBe('vacuous');
});
