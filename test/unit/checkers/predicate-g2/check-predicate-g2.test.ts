import { describe, expect, it } from 'vitest';
import { checkPredicateG2 } from '../../../../src/checkers/predicate-g2/check-predicate-g2.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { timeline, type Step } from '../../../helpers/timeline.ts';

function insert(client: number, key: number, ids: readonly unknown[], type?: 'ok' | 'fail'): Step {
  return { client, from: 0, ...(type === undefined ? {} : { to: 1, type }), f: 'insert', value: [key, ids] };
}

describe('G2 over predicates', () => {
  it.each([
    ['both of a pair', [insert(0, 5, [1, null], 'ok'), insert(1, 5, [null, 2], 'ok')], 'violated G2'],
    ['one of a pair', [insert(0, 5, [1, null], 'ok'), insert(1, 5, [null, 2], 'fail')], 'holds'],
    ['one, and one of unknown outcome', [insert(0, 5, [1, null], 'ok'), insert(1, 5, [null, 2])], 'holds'],
    ['one of each of two pairs', [insert(0, 5, [1, null], 'ok'), insert(1, 6, [null, 2], 'ok')], 'vacuous'],
    ['none', [insert(0, 5, [1, null], 'fail'), insert(1, 5, [null, 2], 'fail')], 'vacuous'],
  ] as const)('%s inserted: %s', (_, steps, summary) => {
    expect(summaryOf(checkPredicateG2(timeline(...steps)))).toBe(summary);
  });

  it('is told with both insertions', () => {
    const verdict = checkPredicateG2(timeline(insert(0, 5, [1, null], 'ok'), insert(1, 5, [null, 2], 'ok')));
    expect(messageOf(verdict)).toContain('insert [5,[1,null]] (operation 0, process 0) and insert [5,[null,2]]');
    expect(verdict).toMatchObject({ levels: { asked: 'serializable', refuted: ['serializable'] } });
  });

  it('refuses repeatable read, which allows phantoms, and insertions of another shape', () => {
    expect(() => checkPredicateG2(timeline(insert(0, 5, [1, null], 'ok')), 'repeatable-read')).toThrow(
      "g2 can't decide repeatable-read",
    );
    expect(() => checkPredicateG2(timeline(insert(0, 5, [1, 2], 'ok')))).toThrow('is no insertion');
  });
});
