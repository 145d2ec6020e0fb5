import { describe, expect, test } from 'vitest';
import { checkLiveness } from '../../../../src/checkers/liveness/liveness.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { Recording } from '../../../helpers/recording.ts';

describe('liveness', () => {
  test('operations may fail under faults, but succeed once the time to recover is over', () => {
    const history = new Recording()
      .invoke(0, 'write', ['x', 1])
      .complete(0, 'fail')
      .heal()
      .invoke(0, 'write', ['x', 2])
      .complete(0, 'info')
      .final()
      .perform(1, 'read', ['x', null], ['x', 2])
      .history();
    const verdict = checkLiveness(history);
    expect(summaryOf(verdict)).toBe('holds');
    expect(verdict.exercised).toEqual({ operations: 3, finalOperations: 1 });
  });

  test('an operation that never ends is stuck, whenever it began', () => {
    const verdict = checkLiveness(new Recording().invoke(0, 'write', ['x', 1]).heal().final().history());
    expect(summaryOf(verdict)).toBe('violated stuck');
    expect(messageOf(verdict)).toBe('write ["x",1] (operation 1, process 0) had not ended when the run was over.');
  });

  test('a refusal in the final phase means that the system did not recover', () => {
    const recording = new Recording().heal().final().invoke(0, 'read', ['x', null]);
    const verdict = checkLiveness(recording.complete(0, 'fail', undefined, { error: 'no leader' }).history());
    expect(summaryOf(verdict)).toBe('violated not-recovered');
    expect(messageOf(verdict)).toBe(
      'read ["x",null] (operation 3, process 0) failed (operation 4): no leader, although faults were over and the time to recover had passed.',
    );
  });

  test('where nothing marks the final phase, the servers’ statements after the heal do', () => {
    const recording = new Recording().heal().state('s1', {}).invoke(0, 'get', ['x', null]).complete(0, 'fail');
    expect(summaryOf(checkLiveness(recording.history()))).toBe('violated not-recovered');
  });

  test('without a final phase nothing is shown', () => {
    expect(summaryOf(checkLiveness(new Recording().perform(0, 'read', ['x', null]).history()))).toBe('vacuous');
  });
});
