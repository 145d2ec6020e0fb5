import { expect, test } from 'vitest';
import { checkNoStuckMessage } from '../../../../src/checkers/delivery/no-stuck-message.ts';
import { checkTruthfulTicks } from '../../../../src/checkers/delivery/truthful-ticks.ts';
import { checkUniqueMessageIds } from '../../../../src/checkers/delivery/unique-message-ids.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { displayed, looked, opened, sent, ticked } from '../../../helpers/delivery.ts';
import { Recording } from '../../../helpers/recording.ts';

const ticksOf = (recording: Recording): string => summaryOf(checkTruthfulTicks(recording.history()));
const begin = (): Recording => sent(new Recording(), 0, 'c2', 'a');

test('one tick, then shown, then two, then read, then blue ones', () => {
  const recording = displayed(ticked(begin(), 'c1', 'a', 'sent'), 'c2', 'c1', 'a');
  ticked(opened(ticked(recording, 'c1', 'a', 'delivered'), 1, 'c1', 'a'), 'c1', 'a', 'read');
  const verdict = checkTruthfulTicks(recording.history());
  expect(summaryOf(verdict)).toBe('holds');
  expect(verdict.exercised).toEqual({ sent: 1, delivered: 1, read: 1, owed: 0 });
});

test('a second tick before the device has it', () => {
  const early = ticked(begin(), 'c1', 'a', 'delivered');
  expect(ticksOf(early)).toBe('violated early-delivered-tick');
  expect(ticksOf(displayed(early, 'c2', 'c1', 'a'))).toBe('violated early-delivered-tick');
});

test('blue ticks before the chat was opened; while it is being opened they may come', () => {
  const shown = displayed(begin(), 'c2', 'c1', 'a');
  expect(ticksOf(ticked(shown, 'c1', 'a', 'read'))).toBe('violated early-read-tick');
  const opening = displayed(begin(), 'c2', 'c1', 'a').invoke(1, 'open', { user: 'c2', with: 'c1' });
  ticked(opening, 'c1', 'a', 'read').complete(1, 'ok', { user: 'c2', with: 'c1', bodies: ['a'] });
  expect(ticksOf(opening)).toBe('holds');
});

test('ticks that go back, and ticks on what another wrote', () => {
  const back = ticked(displayed(begin(), 'c2', 'c1', 'a'), 'c1', 'a', 'delivered');
  expect(ticksOf(ticked(back, 'c1', 'a', 'sent'))).toBe('violated tick-went-back');
  expect(ticksOf(ticked(displayed(begin(), 'c2', 'c1', 'a'), 'c2', 'a', 'delivered'))).toBe('violated foreign-tick');
});

/** Both users' last looks. What came 10 ms before, which is ten steps of the recording, is owed. */
function lastLooks(recording: Recording): Recording {
  for (let nth = 0; nth < 10; nth++) recording.observe('c3', 'radio', { user: 'c3', isOn: true });
  return looked(looked(recording, 1), 0);
}

test('a second tick that never comes, and one that does', () => {
  const shown = (): Recording => displayed(ticked(begin(), 'c1', 'a', 'sent'), 'c2', 'c1', 'a');
  const verdict = checkTruthfulTicks(lastLooks(shown()).history());
  expect(summaryOf(verdict)).toBe('violated missing-delivered-tick');
  expect(messageOf(verdict)).toMatch(/^c2 had been shown a \(4\), but c1 never saw it marked as delivered until /);
  expect(ticksOf(lastLooks(ticked(shown(), 'c1', 'a', 'delivered')))).toBe('holds');
  // It had not the time to come; or came when nobody looked any more.
  expect(ticksOf(looked(looked(shown(), 1), 0))).toBe('vacuous');
  const late = ticked(lastLooks(shown()), 'c1', 'a', 'delivered');
  expect(ticksOf(late)).toBe('violated missing-delivered-tick');
});

test('blue ticks that never come stand for the second one, too', () => {
  const opening = (): Recording => opened(displayed(begin(), 'c2', 'c1', 'a'), 1, 'c1', 'a');
  const delivered = lastLooks(ticked(opening(), 'c1', 'a', 'delivered'));
  expect(ticksOf(delivered)).toBe('violated missing-read-tick');
  expect(ticksOf(lastLooks(opening()))).toBe('violated missing-delivered-tick missing-read-tick');
  const read = checkTruthfulTicks(lastLooks(ticked(opening(), 'c1', 'a', 'read')).history());
  expect([summaryOf(read), read.exercised]).toEqual(['holds', { sent: 0, delivered: 0, read: 1, owed: 2 }]);
});

test('nothing is owed to or by a device that was out of reach, or while there were faults', () => {
  const shown = (): Recording => displayed(begin(), 'c2', 'c1', 'a');
  for (const user of ['c1', 'c2']) {
    const away = shown().observe(user, 'radio', { user, isOn: false });
    expect(ticksOf(lastLooks(away))).toBe('vacuous');
  }
  expect(ticksOf(lastLooks(shown()).nemesis('heal', null))).toBe('vacuous');
});

test('without a second tick nothing is shown', () => {
  expect(ticksOf(ticked(begin(), 'c1', 'a', 'sent'))).toBe('vacuous');
});

test('ids: of different messages they differ', () => {
  const unique = sent(sent(new Recording(), 0, 'c2', 'a'), 1, 'c1', 'b');
  expect(summaryOf(checkUniqueMessageIds(unique.history()))).toBe('holds');
  const value = { from: 'c3', to: 'c1', bodies: ['c'] };
  const verdict = checkUniqueMessageIds(unique.perform(2, 'send', value, { ...value, ids: ['id-a'] }).history());
  expect(summaryOf(verdict)).toBe('violated duplicate-id');
  expect(messageOf(verdict)).toBe('a of c1 and c of c3 both have the id id-a.');
  expect(summaryOf(checkUniqueMessageIds(begin().history()))).toBe('vacuous');
});

test('stuck: what still waits is told with its place and whom it waits for', () => {
  const item = { queue: 'the queue of c2', what: 'a', from: 'c1', to: 'c2', for: 'c2, who is not connected' };
  const empty = begin().observe('shard-1a', 'waiting', { items: [] });
  expect(summaryOf(checkNoStuckMessage(empty.history()))).toBe('holds');
  const verdict = checkNoStuckMessage(empty.observe('shard-1b', 'waiting', { items: [item] }).history());
  expect(summaryOf(verdict)).toBe('violated stuck-message');
  expect(messageOf(verdict)).toMatch(
    /^a from c1 to c2 still waits in the queue of c2 of shard-1b for c2, who is not connected/,
  );
  expect(summaryOf(checkNoStuckMessage(begin().history()))).toBe('vacuous');
});
