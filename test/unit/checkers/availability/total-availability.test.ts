import { describe, expect, test } from 'vitest';
import { checkTotalAvailability } from '../../../../src/checkers/availability/total-availability.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { Recording } from '../../../helpers/recording.ts';

const ALONE = { deaf: { s1: ['s2', 's3'], s2: ['s1'], s3: ['s1'] } };

describe('total-availability', () => {
  test('a refusal is a violation while the own server runs, however alone it is', () => {
    const history = new Recording()
      .start('partition', 1, ALONE)
      .invoke(0, 'put', ['x', 1])
      .complete(0, 'fail', undefined, { error: 'no quorum' })
      .history();
    const verdict = checkTotalAvailability(history);
    expect(summaryOf(verdict)).toBe('violated refused');
    expect(messageOf(verdict)).toBe(
      'put ["x",1] (operation 2, process 0) failed (operation 3): no quorum, although its client could reach a live server all the time.',
    );
  });

  test('so is an operation that ends without an answer, or never', () => {
    const unknown = new Recording().start('partition', 1, ALONE).invoke(0, 'put', ['x', 1]).complete(0, 'info');
    const open = new Recording().start('partition', 1, ALONE).invoke(0, 'put', ['x', 1]);
    expect(summaryOf(checkTotalAvailability(unknown.history()))).toBe('violated unanswered');
    expect(summaryOf(checkTotalAvailability(open.history()))).toBe('violated unanswered');
  });

  test('answers under faults hold, and are counted', () => {
    const history = new Recording()
      .start('partition', 1, ALONE)
      .perform(0, 'put', ['x', 1])
      .start('crash', 2, { targets: ['s3'] })
      .perform(1, 'put', ['x', 2])
      .stop('partition', 1)
      .perform(1, 'put', ['x', 3])
      .history();
    const verdict = checkTotalAvailability(history);
    expect(summaryOf(verdict)).toBe('holds');
    expect(verdict.exercised).toEqual({ operations: 3, duringPartitions: 2, whileServersDown: 2, excused: 0 });
  });

  test('who could reach nobody for a moment is owed no answer', () => {
    const history = new Recording()
      .start('partition', 1, ALONE)
      .invoke(0, 'put', ['x', 1])
      .start('pause', 2, { targets: ['s1'] })
      .stop('pause', 2)
      .complete(0, 'fail')
      .perform(1, 'put', ['x', 2])
      .history();
    const verdict = checkTotalAvailability(history);
    expect(summaryOf(verdict)).toBe('holds');
    expect(verdict.exercised).toEqual({ operations: 1, duringPartitions: 1, whileServersDown: 0, excused: 1 });
  });

  test('a client whose own server is down can reach others, if both directions are open', () => {
    const others = new Recording()
      .start('crash', 1, { targets: ['s1'] })
      .invoke(0, 'put', ['x', 1])
      .complete(0, 'fail');
    expect(summaryOf(checkTotalAvailability(others.history()))).toBe('violated refused');
    const oneWay = new Recording()
      .start('crash', 1, { targets: ['s1'] })
      .start('partition', 2, { deaf: { s1: ['s2', 's3'] } })
      .invoke(0, 'put', ['x', 1])
      .complete(0, 'fail');
    expect(summaryOf(checkTotalAvailability(oneWay.history()))).toBe('vacuous');
  });

  test('without a fault on the way nothing is shown, but a refusal is wrong even then', () => {
    expect(summaryOf(checkTotalAvailability(new Recording().perform(0, 'put', ['x', 1]).history()))).toBe('vacuous');
    const refused = new Recording().invoke(0, 'put', ['x', 1]).complete(0, 'fail');
    expect(summaryOf(checkTotalAvailability(refused.history()))).toBe('violated refused');
  });
});
