import { expect, test } from 'vitest';
import { checkMinimumInSync } from '../../../../src/checkers/log/minimum-in-sync.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { Recording } from '../../../helpers/recording.ts';

const ASKED = [['send', 'p', 7]];
const SENT = [['send', 'p', [0, 7]]];

function state(recording: Recording, server: string, ...inSync: string[]): Recording {
  return recording.observe(server, 'in-sync-replicas', { partition: 'p', inSync, minimum: 2 });
}

function send(recording: Recording, acknowledgedBy: string): Recording {
  return recording.perform(0, 'send', ASKED, SENT, { acknowledgedBy });
}

test('acknowledged by a leader that was alone all the time', () => {
  const verdict = checkMinimumInSync(send(state(new Recording(), 's1', 's1'), 's1').history());
  expect(summaryOf(verdict)).toBe('violated acknowledged-below-minimum');
  expect(messageOf(verdict)).toMatch(
    /acknowledged by s1, which had 1 in-sync replicas of p all the time and needs 2\.$/,
  );
});

test('enough at some moment of the send, or by another leader, is enough', () => {
  const alone = state(new Recording(), 's1', 's1');
  expect(summaryOf(checkMinimumInSync(send(state(alone, 's1', 's1', 's2'), 's1').history()))).toBe('holds');
  const during = state(new Recording(), 's1', 's1').invoke(0, 'send', ASKED);
  const grown = state(during, 's1', 's1', 's2').complete(0, 'ok', SENT, { acknowledgedBy: 's1' });
  expect(summaryOf(checkMinimumInSync(grown.history()))).toBe('holds');
  const shrunk = state(state(new Recording(), 's1', 's1', 's2').invoke(0, 'send', ASKED), 's1', 's1');
  expect(summaryOf(checkMinimumInSync(shrunk.complete(0, 'ok', SENT, { acknowledgedBy: 's1' }).history()))).toBe(
    'holds',
  );
  expect(summaryOf(checkMinimumInSync(send(state(new Recording(), 's2', 's2'), 's1').history()))).toBe('holds');
});

test('a refusal is what is wanted; without too few in sync nothing was exercised', () => {
  const refused = state(send(state(new Recording(), 's1', 's1', 's2'), 's1'), 's1', 's1')
    .invoke(1, 'send', ASKED)
    .complete(1, 'fail');
  expect(checkMinimumInSync(refused.history())).toEqual({
    verdict: 'holds',
    exercised: { acknowledged: 1, timesBelow: 1, refused: 1 },
  });
  expect(checkMinimumInSync(send(new Recording(), 's1').history()).verdict).toBe('vacuous');
});
