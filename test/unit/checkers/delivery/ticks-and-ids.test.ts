import { expect, test } from 'vitest';
import { checkNoStuckMessage } from '../../../../src/checkers/delivery/no-stuck-message.ts';
import { checkTruthfulTicks } from '../../../../src/checkers/delivery/truthful-ticks.ts';
import { checkUniqueMessageIds } from '../../../../src/checkers/delivery/unique-message-ids.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { displayed, opened, sent, ticked } from '../../../helpers/delivery.ts';
import { Recording } from '../../../helpers/recording.ts';

const ticksOf = (recording: Recording): string => summaryOf(checkTruthfulTicks(recording.history()));
const begin = (): Recording => sent(new Recording(), 0, 'c2', 'a');

test('one tick, then shown, then two, then read, then blue ones', () => {
  const recording = displayed(ticked(begin(), 'c1', 'a', 'sent'), 'c2', 'c1', 'a');
  ticked(opened(ticked(recording, 'c1', 'a', 'delivered'), 1, 'c1', 'a'), 'c1', 'a', 'read');
  const verdict = checkTruthfulTicks(recording.history());
  expect(summaryOf(verdict)).toBe('holds');
  expect(verdict.exercised).toEqual({ sent: 1, delivered: 1, read: 1 });
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
