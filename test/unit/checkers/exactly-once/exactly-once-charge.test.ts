import { expect, test } from 'vitest';
import { checkExactlyOnceCharge } from '../../../../src/checkers/exactly-once/exactly-once-charge.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { answer, capture, order } from '../../../helpers/charges.ts';
import { Recording } from '../../../helpers/recording.ts';

test('one capture between request and answer, seen by a retry too', () => {
  const recording = capture(new Recording().invoke(0, 'charge', order('a')), 0, 'a').complete(0, 'info');
  const verdict = checkExactlyOnceCharge(recording.perform(1, 'charge', order('a'), answer('a')).history());
  expect(summaryOf(verdict)).toBe('holds');
  expect(verdict.exercised).toEqual({ keys: 1, attempts: 2, captures: 1, repeatedKeys: 1, unknownOutcomes: 1 });
});

test('two captures for one order', () => {
  const recording = capture(capture(new Recording().invoke(0, 'charge', order('a')), 0, 'a'), 1, 'a');
  const verdict = checkExactlyOnceCharge(recording.complete(0, 'ok', answer('a')).history());
  expect(summaryOf(verdict)).toBe('violated double-capture');
  expect(messageOf(verdict)).toBe('The card network captured 2 times under the key a: 100, 100.');
});

test('a line of the network that is stated twice is one capture', () => {
  const recording = capture(capture(new Recording().invoke(0, 'charge', order('a')), 0, 'a'), 0, 'a');
  expect(summaryOf(checkExactlyOnceCharge(recording.complete(0, 'ok', answer('a')).history()))).toBe('holds');
});

test('a success without a capture, or before it', () => {
  const none = new Recording().perform(0, 'charge', order('a'), answer('a'));
  expect(summaryOf(checkExactlyOnceCharge(none.history()))).toBe('violated no-capture');
  const late = capture(new Recording().perform(0, 'charge', order('a'), answer('a')), 0, 'a');
  expect(messageOf(checkExactlyOnceCharge(late.history()))).toMatch(/captured only later \(observation 3\)/);
});

test('a capture that nobody asked for, or not yet', () => {
  const alone = capture(new Recording(), 0, 'a');
  expect(summaryOf(checkExactlyOnceCharge(alone.history()))).toBe('violated phantom-capture');
  const early = capture(new Recording(), 0, 'a').perform(0, 'charge', order('a'), answer('a'));
  expect(summaryOf(checkExactlyOnceCharge(early.history()))).toBe('violated phantom-capture');
});

test('every attempt was refused, and the money moved', () => {
  const recording = capture(new Recording().invoke(0, 'charge', order('a')), 0, 'a').complete(0, 'fail');
  expect(summaryOf(checkExactlyOnceCharge(recording.history()))).toBe('violated refused-but-captured');
  const unknown = capture(new Recording().invoke(0, 'charge', order('a')), 0, 'a').complete(0, 'info');
  expect(summaryOf(checkExactlyOnceCharge(unknown.history()))).toBe('holds');
});

test('another amount than was asked for', () => {
  const recording = capture(new Recording().invoke(0, 'charge', order('a')), 0, 'a', 101);
  expect(summaryOf(checkExactlyOnceCharge(recording.complete(0, 'info').history()))).toBe('violated wrong-amount');
});

test('the amount of a refused attempt is wrong, too', () => {
  const recording = new Recording().invoke(0, 'charge', order('a', 101)).complete(0, 'fail');
  const verdict = checkExactlyOnceCharge(
    capture(recording.invoke(1, 'charge', order('a')), 0, 'a', 101)
      .complete(1, 'info')
      .history(),
  );
  expect(summaryOf(verdict)).toBe('violated wrong-amount');
});

test('the amount of an attempt without a known outcome is wrong beside a success', () => {
  const recording = capture(new Recording().invoke(0, 'charge', order('a', 101)), 0, 'a', 101).complete(0, 'info');
  const verdict = checkExactlyOnceCharge(recording.perform(1, 'charge', order('a'), answer('a')).history());
  expect(summaryOf(verdict)).toBe('violated wrong-amount');
  expect(messageOf(verdict)).toMatch(/no attempt that succeeded asked for that/);
});

test('without captures nothing is shown', () => {
  const refused = new Recording().invoke(0, 'charge', order('a')).complete(0, 'fail');
  expect(summaryOf(checkExactlyOnceCharge(refused.history()))).toBe('vacuous');
});

test('a statement that is none is refused', () => {
  const recording = new Recording().observe('card-network', 'capture', { entry: 'one' });
  expect(() => checkExactlyOnceCharge(recording.history())).toThrow(/is no value of "capture"/);
});
