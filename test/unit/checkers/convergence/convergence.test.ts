import { describe, expect, test } from 'vitest';
import { checkConvergence } from '../../../../src/checkers/convergence/convergence.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { Recording } from '../../../helpers/recording.ts';

const OWNERS = ['s1', 's2'];

function get(...siblings: number[]): readonly [string, unknown, unknown] {
  return ['get', ['x', null], ['x', siblings]];
}

describe('convergence of stored states', () => {
  test('equal sets hold, in whatever order', () => {
    const recording = new Recording()
      .final()
      .state('s1', { x: [OWNERS, [1, 2]] })
      .state('s2', { x: [OWNERS, [2, 1]] });
    const verdict = checkConvergence(recording.history());
    expect(summaryOf(verdict)).toBe('holds');
    expect(verdict.exercised).toEqual({ keys: 1, replicas: 2, finalReads: 0, comparedReads: 0 });
  });

  test('different sets are a violation', () => {
    const recording = new Recording()
      .final()
      .state('s1', { x: [OWNERS, [1]] })
      .state('s2', { x: [OWNERS, [1, 2]] });
    const verdict = checkConvergence(recording.history());
    expect(summaryOf(verdict)).toBe('violated diverged-replicas');
    expect(messageOf(verdict)).toBe(
      's1 and s2 both own key "x" and had not converged when the time to recover was over: s1 stores [1], s2 stores [1,2].',
    );
  });

  test('an owner without the key stores nothing, which is a difference', () => {
    const verdict = checkConvergence(
      new Recording()
        .final()
        .state('s1', { x: [OWNERS, [1]] })
        .state('s2', {})
        .history(),
    );
    expect(summaryOf(verdict)).toBe('violated diverged-replicas');
    expect(messageOf(verdict)).toMatch(/s1 stores \[1\], s2 nothing\.$/);
  });

  test('what a server holds for others is not compared', () => {
    const recording = new Recording()
      .final()
      .state('s1', { x: [OWNERS, [1]] })
      .state('s2', { x: [OWNERS, [1]] });
    expect(summaryOf(checkConvergence(recording.state('s3', { x: [OWNERS, [0]] }).history()))).toBe('holds');
  });

  test('the last statement of a server counts', () => {
    const recording = new Recording()
      .final()
      .state('s1', { x: [OWNERS, [0]] })
      .state('s2', { x: [OWNERS, [1]] });
    expect(summaryOf(checkConvergence(recording.state('s1', { x: [OWNERS, [1]] }).history()))).toBe('holds');
  });
});

describe('convergence of final reads', () => {
  test('equal answers of different coordinators hold', () => {
    const history = new Recording()
      .final()
      .perform(0, ...get(1, 2))
      .perform(1, ...get(2, 1))
      .history();
    expect(summaryOf(checkConvergence(history))).toBe('holds');
  });

  test('different ones are a violation', () => {
    const verdict = checkConvergence(
      new Recording()
        .final()
        .perform(0, ...get(1))
        .perform(1, ...get(2))
        .history(),
    );
    expect(summaryOf(verdict)).toBe('violated diverged-reads');
    expect(messageOf(verdict)).toBe(
      'get ["x",null] (operation 2, process 0) returned [1] and get ["x",null] (operation 4, process 1) returned [2], although nothing was written any more.',
    );
  });

  test('carts too', () => {
    const asked = { cart: 'c', items: null };
    const recording = new Recording().final().perform(0, 'cart', asked, { cart: 'c', items: ['a'] });
    expect(summaryOf(checkConvergence(recording.perform(1, 'cart', asked, { cart: 'c', items: [] }).history()))).toBe(
      'violated diverged-reads',
    );
  });

  test('not while somebody still writes, nor before the final phase', () => {
    const writing = new Recording()
      .final()
      .perform(0, ...get(1))
      .perform(2, 'put', ['x', 2])
      .perform(1, ...get(2));
    expect(summaryOf(checkConvergence(writing.history()))).toBe('vacuous');
    const early = new Recording()
      .perform(0, ...get(1))
      .perform(1, ...get(2))
      .final();
    expect(summaryOf(checkConvergence(early.history()))).toBe('vacuous');
  });
});
