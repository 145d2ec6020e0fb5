import { describe, expect, test } from 'vitest';
import { checkNoLostMessage } from '../../../../src/checkers/delivery/no-lost-message.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { displayed, looked, sent, ticked } from '../../../helpers/delivery.ts';
import { Recording } from '../../../helpers/recording.ts';

const verdictOf = (recording: Recording): string => summaryOf(checkNoLostMessage(recording.history()));

test('a message that is shown before the last look', () => {
  const recording = displayed(sent(new Recording(), 0, 'c2', 'a'), 'c2', 'c1', 'a').wait(20);
  const verdict = checkNoLostMessage(looked(recording, 1, 1).history());
  expect(summaryOf(verdict)).toBe('holds');
  expect(verdict.exercised).toEqual({ messages: 1, owed: 1, shown: 1 });
});

test('a message that never comes; shown to another is not shown', () => {
  const verdict = checkNoLostMessage(looked(sent(new Recording(), 0, 'c2', 'a').wait(20), 1).history());
  expect(summaryOf(verdict)).toBe('violated lost-message');
  expect(messageOf(verdict)).toMatch(/a of send .* was acknowledged \(operation 2\), but c2 was never shown it/);
  expect(verdictOf(looked(displayed(sent(new Recording(), 0, 'c2', 'a'), 'c3', 'c1', 'a').wait(20), 1))).toBe(
    'violated lost-message',
  );
});

test('one tick is an acknowledgement although the operation never ended', () => {
  const unknown = new Recording().invoke(0, 'send', { from: 'c1', to: 'c2', bodies: ['a', 'b'] });
  const recording = ticked(unknown, 'c1', 'a', 'sent').complete(0, 'info').wait(20);
  const verdict = checkNoLostMessage(looked(recording, 1).history());
  expect(summaryOf(verdict)).toBe('violated lost-message');
  expect(verdict.exercised).toMatchObject({ messages: 2, owed: 1 });
});

describe('nothing is owed', () => {
  test('of a message without a tick', () => {
    const recording = new Recording().invoke(0, 'send', { from: 'c1', to: 'c2', bodies: ['a'] }).complete(0, 'info');
    expect(verdictOf(looked(recording.wait(20), 1))).toBe('vacuous');
  });

  test('when it was acknowledged too late', () => {
    expect(verdictOf(looked(sent(new Recording(), 0, 'c2', 'a').wait(5), 1))).toBe('vacuous');
  });

  test('while faults were not over for as long as it may take', () => {
    expect(verdictOf(looked(sent(new Recording(), 0, 'c2', 'a').wait(20).heal().wait(5), 1))).toBe('vacuous');
    expect(verdictOf(looked(sent(new Recording(), 0, 'c2', 'a').heal().wait(20), 1))).toBe('violated lost-message');
  });

  test('while the device was out of reach', () => {
    const off = sent(new Recording(), 0, 'c2', 'a').observe('c2', 'radio', { user: 'c2', isOn: false }).wait(20);
    expect(verdictOf(looked(off, 1))).toBe('vacuous');
    const back = off.observe('c2', 'radio', { user: 'c2', isOn: true });
    expect(verdictOf(looked(back.wait(5), 1))).toBe('vacuous');
    expect(verdictOf(looked(back.wait(20), 1))).toBe('violated lost-message');
  });
});
