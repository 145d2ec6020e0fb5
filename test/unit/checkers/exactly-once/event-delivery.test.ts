import { expect, test } from 'vitest';
import { checkEventDelivery } from '../../../../src/checkers/exactly-once/event-delivery.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { applied, entry, order } from '../../../helpers/charges.ts';
import { Recording } from '../../../helpers/recording.ts';

/** Events as `[number, key, sequence]`, then a reading of the ledger. */
function verdictFor(events: readonly (readonly [number, string, number])[], ...keys: readonly string[]): string {
  return summaryOf(checkEventDelivery(recordingOf(events, ...keys).history()));
}

function recordingOf(events: readonly (readonly [number, string, number])[], ...keys: readonly string[]): Recording {
  const recording = new Recording();
  for (const [number, key, sequence] of events) applied(recording, number, key, sequence);
  return recording.perform(0, 'journal', null, { entries: keys.map((key) => entry(key)) });
}

test('each event once, in the order of its charge; charges may interleave', () => {
  const events = [
    [0, 'a', 1],
    [1, 'b', 1],
    [2, 'b', 2],
    [3, 'a', 2],
  ] as const;
  const verdict = checkEventDelivery(recordingOf(events, 'a', 'b').history());
  expect(summaryOf(verdict)).toBe('holds');
  expect(verdict.exercised).toEqual({ events: 4, appliedAgain: 0, charges: 2 });
});

test('a statement that is repeated under its number is one application', () => {
  expect(verdictFor([[0, 'a', 1], [1, 'a', 2], [1, 'a', 2]], 'a')).toBe('holds'); // prettier-ignore
});

test('a lost event', () => {
  const verdict = checkEventDelivery(recordingOf([[0, 'a', 1]], 'a').history());
  expect(summaryOf(verdict)).toBe('violated lost-event');
  expect(messageOf(verdict)).toMatch(/event 2 of its charge ch_a was never applied/);
});

test('an event applied twice, and one out of order', () => {
  expect(verdictFor([[0, 'a', 1], [1, 'a', 2], [2, 'a', 2]], 'a')).toBe('violated duplicate-event'); // prettier-ignore
  expect(verdictFor([[0, 'a', 2], [1, 'a', 1]], 'a')).toBe('violated reordered-event'); // prettier-ignore
});

test('a success that the ledger does not know; a charge that was only created is none', () => {
  const events = [
    [0, 'a', 1],
    [1, 'a', 2],
    [2, 'b', 1],
  ] as const;
  expect(verdictFor(events, 'a')).toBe('holds');
  expect(verdictFor([...events, [3, 'b', 2]], 'a')).toBe('violated phantom-event');
});

test('an event that says something else of a charge than the ledger', () => {
  const recording = applied(new Recording(), 0, 'a', 1);
  const failed = { event: 'ch_a/2', charge: 'ch_a', reference: 'a', sequence: 2, type: 'charge.failed' };
  recording.observe('merchant', 'event-applied', { entry: 1, ...failed });
  const verdict = checkEventDelivery(recording.perform(0, 'journal', null, { entries: [entry('a')] }).history());
  expect(summaryOf(verdict)).toBe('violated wrong-event');
  expect(messageOf(verdict)).toMatch(/event 2 of its charge ch_a says charge.failed of a/);
});

test('a declined charge has its events, too', () => {
  const declined = (...types: readonly string[]): string => {
    const recording = applied(applied(new Recording(), 0, 'a', 1), 1, 'a', 2).invoke(1, 'charge', order('b'));
    recording.complete(1, 'fail', undefined, { error: 'card declined' });
    types.forEach((type, nth) => {
      const event = { event: `ch_b/${nth + 1}`, charge: 'ch_b', reference: 'b', sequence: nth + 1, type };
      recording.observe('merchant', 'event-applied', { entry: nth + 2, ...event });
    });
    recording.perform(0, 'journal', null, { entries: [entry('a')] });
    return summaryOf(checkEventDelivery(recording.history()));
  };
  expect(declined('charge.created', 'charge.failed')).toBe('holds');
  expect(declined('charge.created')).toBe('violated lost-event');
  expect(declined()).toBe('violated lost-event');
});

test('an empty ledger shows nothing', () => {
  expect(verdictFor([])).toBe('vacuous');
});
