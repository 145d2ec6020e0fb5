import { describe, expect, it } from 'vitest';
import { checkBank, type BankOptions } from '../../../../src/checkers/bank/check-bank.ts';
import type { Verdict } from '../../../../src/checkers/verdict.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { timeline, type Step } from '../../../helpers/timeline.ts';

function read(balances: Readonly<Record<string, number>>, from: number, to: number): Step {
  return { client: 100 + from, from, to, f: 'read', value: balances };
}

function transfer(from: string, to: string, amount: number, begun: number, done?: number): Step {
  const end = done === undefined ? {} : { to: done };
  return { client: begun, from: begun, ...end, f: 'transfer', value: { from, to, amount } };
}

function check(steps: readonly Step[], options?: BankOptions): Verdict {
  return checkBank(timeline(read({ a: 50, b: 50 }, 0, 1), ...steps), options);
}

const FIVE = transfer('a', 'b', 5, 2, 3);
const FIVE_LATER = transfer('a', 'b', 5, 6, 7);

describe('a bank', () => {
  it.each([
    ['a transfer that is all there', [FIVE, read({ a: 45, b: 55 }, 4, 5)], 'holds'],
    ['half a transfer', [FIVE, read({ a: 45, b: 50 }, 4, 5)], 'violated wrong-total unexplained-balance'],
    ['an account too many', [FIVE, read({ a: 45, b: 55, c: 0 }, 4, 5)], 'violated other-accounts'],
    ['an account too few', [FIVE, read({ a: 45 }, 4, 5)], 'violated other-accounts'],
    ['a lost transfer', [FIVE, read({ a: 50, b: 50 }, 4, 5)], 'violated unexplained-balance unexplained-balance'],
    [
      'a transfer that was made twice',
      [FIVE, read({ a: 40, b: 60 }, 4, 5)],
      'violated unexplained-balance unexplained-balance',
    ],
    ['an open transfer that is in', [transfer('a', 'b', 5, 2, 9), read({ a: 45, b: 55 }, 4, 5)], 'holds'],
    ['an open transfer that is not in', [transfer('a', 'b', 5, 2, 9), read({ a: 50, b: 50 }, 4, 5)], 'holds'],
    [
      'one of unknown outcome that is in, late',
      [transfer('a', 'b', 5, 2), FIVE_LATER, read({ a: 40, b: 60 }, 8, 9)],
      'holds',
    ],
    [
      'a transfer that had not begun',
      [read({ a: 45, b: 55 }, 2, 3), transfer('a', 'b', 5, 4, 5)],
      'violated unexplained-balance unexplained-balance',
    ],
    [
      'one account of an overdraft',
      [transfer('a', 'b', 60, 2, 3), read({ a: -10, b: 110 }, 4, 5)],
      'violated negative-balance',
    ],
  ] as const)('%s: %s', (_, steps, summary) => {
    expect(summaryOf(check(steps))).toBe(summary);
  });

  it('replays no transfers for a level that does not respect real time, and names what it refutes', () => {
    const lost = [FIVE, read({ a: 50, b: 50 }, 4, 5)];
    expect(check(lost, { level: 'snapshot-isolation' })).toMatchObject({
      verdict: 'holds',
      exercised: { replayedBalances: 0 },
    });
    expect(check(lost)).toMatchObject({
      levels: { asked: 'strict-serializable', refuted: ['strong-snapshot-isolation'] },
    });
    expect(check([FIVE, read({ a: 45, b: 50 }, 4, 5)])).toMatchObject({
      levels: { refuted: ['parallel-snapshot-isolation', 'repeatable-read'] },
    });
    expect(() => check([], { level: 'read-committed' })).toThrow("bank can't decide read-committed");
  });

  it('tells what the transfers make and what is open', () => {
    const open = transfer('b', 'a', 7, 4, 9);
    expect(messageOf(check([FIVE, open, read({ a: 50, b: 50 }, 5, 6)]))).toBe(
      'the read of operation 6 (process 105) found 50 in account a; the transfers acknowledged before it make 45 (+5), and no choice ' +
        'among the open ones (+7) adds up',
    );
  });

  it('takes opening balances, and lets accounts be overdrawn, when told so', () => {
    const overdrawn = [transfer('a', 'b', 60, 2, 3), read({ a: -10, b: 110 }, 4, 5)];
    expect(check(overdrawn, { negativeBalances: true }).verdict).toBe('holds');
    const opening = new Map([
      ['a', 40],
      ['b', 60],
    ]);
    expect(summaryOf(check(overdrawn, { negativeBalances: true, opening }))).toContain('unexplained-balance');
  });

  it('says nothing without a transfer or a second read, and refuses other shapes', () => {
    expect(check([FIVE]).verdict).toBe('vacuous');
    expect(check([read({ a: 50, b: 50 }, 4, 5)]).verdict).toBe('vacuous');
    expect(() => check([{ client: 1, from: 2, to: 3, f: 'transfer', value: { from: 'a' } }])).toThrow('is no transfer');
    expect(() => check([{ client: 1, from: 2, to: 3, f: 'read', value: [1] }])).toThrow('are no balances');
  });
});
