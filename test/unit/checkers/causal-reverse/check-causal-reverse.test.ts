import { describe, expect, it } from 'vitest';
import { checkCausalReverse } from '../../../../src/checkers/causal-reverse/check-causal-reverse.ts';
import { History } from '../../../../src/history/history.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { timeline, type Step } from '../../../helpers/timeline.ts';

function write(value: number, from: number, to?: number, type: 'ok' | 'fail' = 'ok'): Step {
  return { client: value, from, ...(to === undefined ? {} : { to, type }), f: 'write', value };
}

function read(rows: readonly number[], from: number, to: number): Step {
  return { client: 100 + from, from, to, f: 'read', value: rows };
}

describe('causal reverse', () => {
  it.each([
    [
      'the later of two rows without the earlier',
      [write(1, 0, 1), write(2, 2, 3), read([2], 4, 5)],
      'violated causal-reverse',
    ],
    ['seen while the read ran', [write(1, 1, 2), write(2, 3, 4), read([2], 0, 5)], 'violated causal-reverse'],
    ['by a write of unknown outcome', [write(1, 0, 1), write(2, 2), read([2], 4, 5)], 'violated causal-reverse'],
    ['writes that overlap', [write(1, 0, 3), write(2, 2, 4), write(3, 5, 6), read([2], 5, 7)], 'holds'],
    ['the earlier row without the later', [write(1, 0, 1), write(2, 2, 3), read([1], 4, 5)], 'holds'],
    ['nothing at all', [write(1, 0, 1), write(2, 2, 3), read([], 4, 5)], 'holds'],
    [
      'an earlier write that failed',
      [write(1, 0, 1, 'fail'), write(3, 0, 1), write(2, 2, 3), read([2, 3], 4, 5)],
      'holds',
    ],
    ['a row that nobody wrote', [write(1, 0, 1), read([1, 7], 4, 5)], 'violated thin-air'],
    ['a row whose write failed', [write(1, 0, 1, 'fail'), read([1], 4, 5)], 'violated aborted-read'],
    ['no write after another', [write(1, 0, 3), write(2, 0, 3), read([1], 4, 5)], 'vacuous'],
  ] as const)('%s: %s', (_, steps, summary) => {
    expect(summaryOf(checkCausalReverse(timeline(...steps)))).toBe(summary);
  });

  it('is told with the two writes', () => {
    const verdict = checkCausalReverse(timeline(write(1, 0, 1), write(2, 2, 3), write(3, 4, 5), read([3], 6, 7)));
    expect(messageOf(verdict)).toBe(
      'the read of operation 7 (process 106) returned 3 but not 2, whose write was acknowledged (operation 3) before that of 3 began ' +
        '(operation 4); 1 more such rows are missing',
    );
    expect(verdict).toMatchObject({ levels: { refuted: ['strong-snapshot-isolation'] } });
  });

  it('keeps keys that were taken apart from each other', () => {
    const keyed = (keys: readonly string[]): History => {
      const { operations } = timeline(write(1, 0, 1), write(2, 2, 3), write(3, 4, 5), read([2, 3], 6, 7));
      return new History(operations.map((operation, i) => ({ ...operation, key: keys[i >> 1] })));
    };
    expect(summaryOf(checkCausalReverse(keyed(['a', 'a', 'a', 'a'])))).toBe('violated causal-reverse');
    expect(summaryOf(checkCausalReverse(keyed(['b', 'a', 'a', 'a'])))).toBe('holds');
  });

  it('refuses serializable, which allows it, and a row that is written twice', () => {
    expect(() => checkCausalReverse(timeline(write(1, 0, 1)), 'serializable')).toThrow(
      "causal-reverse can't decide serializable",
    );
    expect(() => checkCausalReverse(timeline(write(1, 0, 1), { ...write(1, 2, 3), client: 9 }))).toThrow(
      '1 is written twice',
    );
  });
});
