import { expect, test } from 'vitest';
import { checkDrainedQueues } from '../../../../src/checkers/liveness/drained-queues.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { Recording } from '../../../helpers/recording.ts';

test('queues are empty once the time to recover has passed', () => {
  const recording = new Recording().final().observe('broker', 'backlog', { queue: 'events', pending: 0 });
  expect(summaryOf(checkDrainedQueues(recording.history()))).toBe('holds');
  recording.observe('db-1', 'backlog', { queue: 'outbox', pending: 2 });
  expect(messageOf(checkDrainedQueues(recording.history()))).toBe(
    '2 item(s) still wait in outbox of db-1 (observation 3), although faults were over and the time to recover had passed.',
  );
});

test('nobody states a backlog', () => {
  expect(summaryOf(checkDrainedQueues(new Recording().history()))).toBe('vacuous');
});

test('a statement that is none is refused', () => {
  const recording = new Recording().observe('broker', 'backlog', { queue: 'events' });
  expect(() => checkDrainedQueues(recording.history())).toThrow(/expected \{ queue, pending \}/);
});
