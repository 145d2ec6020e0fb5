import { describe, expect, test } from 'vitest';
import { checkMessageOrder } from '../../../../src/checkers/delivery/message-order.ts';
import { checkNoDuplicateMessage } from '../../../../src/checkers/delivery/no-duplicate-message.ts';
import { checkNoMisdelivery } from '../../../../src/checkers/delivery/no-misdelivery.ts';
import { checkNoPhantomMessage } from '../../../../src/checkers/delivery/no-phantom-message.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { displayed, sent } from '../../../helpers/delivery.ts';
import { Recording } from '../../../helpers/recording.ts';

/** c1 writes a, b and c to c2, and x to c3; then devices show what is listed as `user body`. */
function show(...shown: readonly string[]): Recording {
  const recording = sent(sent(new Recording(), 0, 'c2', 'a', 'b', 'c'), 0, 'c3', 'x');
  for (const entry of shown) {
    const [user = '', body = ''] = entry.split(' ');
    displayed(recording, user, 'c1', body);
  }
  return recording;
}

describe('duplicates', () => {
  const check = (...shown: readonly string[]): string => summaryOf(checkNoDuplicateMessage(show(...shown).history()));

  test('the same body on another device is no duplicate, on the same device it is', () => {
    expect(check('c2 a', 'c3 a')).toBe('holds');
    expect(check('c2 a', 'c2 b', 'c2 a')).toBe('violated duplicate-message');
    expect(check()).toBe('vacuous');
  });
});

describe('misdelivery', () => {
  const check = (...shown: readonly string[]): string => summaryOf(checkNoMisdelivery(show(...shown).history()));

  test('only the recipient may be shown it', () => {
    expect(check('c2 a', 'c3 x')).toBe('holds');
    expect(check('c3 a')).toBe('violated misdelivered-message');
    expect(check('c1 a')).toBe('violated misdelivered-message');
  });

  test('with a single recipient nothing is shown', () => {
    const recording = displayed(sent(new Recording(), 0, 'c2', 'a'), 'c2', 'c1', 'a');
    expect(summaryOf(checkNoMisdelivery(recording.history()))).toBe('vacuous');
  });
});

describe('phantoms', () => {
  const check = (recording: Recording): string => summaryOf(checkNoPhantomMessage(recording.history()));

  test('a message that nobody wrote, or that was shown before it was written', () => {
    expect(check(show('c2 a'))).toBe('holds');
    expect(check(show('c2 z'))).toBe('violated phantom-message');
    expect(check(sent(displayed(new Recording(), 'c2', 'c1', 'a'), 0, 'c2', 'a'))).toBe('violated phantom-message');
  });

  test('a message under another name', () => {
    expect(check(displayed(show(), 'c2', 'c3', 'a'))).toBe('violated forged-message');
  });

  test('a message that was taken back; of one with an unknown outcome anything may come', () => {
    const value = { from: 'c1', to: 'c2', bodies: ['a'] };
    const failed = new Recording().invoke(0, 'send', value).complete(0, 'fail');
    expect(check(displayed(failed, 'c2', 'c1', 'a'))).toBe('violated failed-message');
    const unknown = new Recording().invoke(0, 'send', value).complete(0, 'info');
    expect(check(displayed(unknown, 'c2', 'c1', 'a'))).toBe('holds');
  });
});

describe('order', () => {
  const check = (...shown: readonly string[]): string => summaryOf(checkMessageOrder(show(...shown).history()));

  test('of one sender, not of several chats', () => {
    expect(check('c2 a', 'c3 x', 'c2 b', 'c2 c')).toBe('holds');
    expect(check('c2 b', 'c2 a', 'c2 c')).toBe('violated reordered-message');
    expect(check('c3 x', 'c2 a')).toBe('vacuous');
  });

  test('shown again out of order is a duplicate, not a reordering', () => {
    expect(check('c2 a', 'c2 b', 'c2 a')).toBe('holds');
  });

  test('a gap; the last one missing is none', () => {
    const verdict = checkMessageOrder(show('c2 a', 'c2 c').history());
    expect(summaryOf(verdict)).toBe('violated missing-message');
    expect(messageOf(verdict)).toMatch(/c2 was shown c .* but never b, which c1 had written earlier/);
    expect(check('c2 a', 'c2 b')).toBe('holds');
  });

  test('what no server acknowledged may be missing', () => {
    const recording = new Recording().invoke(0, 'send', { from: 'c1', to: 'c2', bodies: ['a'] }).complete(0, 'info');
    sent(recording, 3, 'c2', 'b', 'c');
    for (const body of ['b', 'c']) displayed(recording, 'c2', 'c4', body);
    expect(summaryOf(checkMessageOrder(recording.history()))).toBe('holds');
  });
});
