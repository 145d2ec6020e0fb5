import { expect, test } from 'vitest';
import { checkIdempotentReplies } from '../../../../src/checkers/exactly-once/idempotent-replies.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { answer, order } from '../../../helpers/charges.ts';
import { Recording } from '../../../helpers/recording.ts';

function charged(): Recording {
  return new Recording().perform(0, 'charge', order('a'), answer('a'));
}

test('the same answer again, and a refusal for another amount', () => {
  const recording = charged().perform(1, 'charge', order('a'), answer('a')).invoke(2, 'charge', order('a', 7));
  const verdict = checkIdempotentReplies(recording.complete(2, 'fail').history());
  expect(summaryOf(verdict)).toBe('holds');
  expect(verdict.exercised).toEqual({ repeatedKeys: 1, repliesCompared: 1, mismatchesRefused: 1 });
});

test('another answer under the same key', () => {
  const recording = charged().perform(1, 'charge', order('a'), answer('a', 100, 'ch_2'));
  expect(summaryOf(checkIdempotentReplies(recording.history()))).toBe('violated differing-replies');
});

test('another amount is answered with success', () => {
  const verdict = checkIdempotentReplies(charged().perform(1, 'charge', order('a', 7), answer('a')).history());
  expect(summaryOf(verdict)).toBe('violated mismatch-accepted answer-unlike-request');
  expect(messageOf(verdict)).toMatch(/both succeeded, although they ask for different things under one key/);
});

test('an answer that names something else than was asked for', () => {
  const recording = charged().perform(1, 'reserve', { request: 'r', item: 'a', units: 2 }, { request: 'r', units: 3 });
  const verdict = checkIdempotentReplies(recording.history());
  expect(summaryOf(verdict)).toBe('violated answer-unlike-request');
  expect(messageOf(verdict)).toMatch(/was answered with units 3\.$/);
});

test('keys that are used once show nothing', () => {
  const recording = charged().perform(1, 'charge', order('b'), answer('b'));
  expect(summaryOf(checkIdempotentReplies(recording.history()))).toBe('vacuous');
});
