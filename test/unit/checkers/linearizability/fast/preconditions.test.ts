import { describe, expect, test } from 'vitest';
import { checkLinearizability } from '../../../../../src/checkers/linearizability/check-linearizability.ts';
import type { SpecName } from '../../../../../src/checkers/linearizability/specs/catalog.ts';
import type { Verdict } from '../../../../../src/checkers/verdict.ts';
import { historyOf } from '../../../../helpers/linearizability/history-of.ts';
import { linesOf } from '../../../../helpers/linearizability/lines-of.ts';

function check(spec: SpecName, calls: readonly string[], initial?: unknown): Verdict {
  return checkLinearizability(historyOf(...linesOf(...calls)), {
    spec,
    ...(initial === undefined ? {} : { initial }),
  });
}

describe('what a polynomial checker leaves to the search, and why', () => {
  test.each<readonly [spec: SpecName, reason: string, calls: readonly string[]]>([
    ['register', 'the initial value null is written', ['write null → null']],
    ['counter', 'a counter is raised by 2', ['add 2 → 2']],
    ['fifo-queue', 'item 1 is inserted twice', ['enqueue 1 → 1', 'enqueue 1 → 1']],
    ['stack', 'a pop of unknown outcome may have taken items that are left', ['push 1 → 1', '1 invoke pop']],
    [
      'priority-queue',
      'a delete-min of unknown outcome may have taken items that are left',
      ['insert 1 → 1', '1 invoke delete-min'],
    ],
    [
      'versioned-register',
      'two writes of unknown outcome have the same value',
      ['1 invoke write [null,"a"]', '2 invoke write [null,"a"]'],
    ],
    ['owner-mutex', 'owner "a" calls while a call of its own is open', ['1 invoke acquire "a"', 'acquire "a" → "a"']],
    ['set', 'all items are read at once', ['read null → []']],
    ['set', 'remove does not answer whether it removed something', ['remove 1 → "done"']],
    ['set', '1 is added twice without saying what changed', ['add 1 → "done"', 'add 1 → false']],
    ['set', '1 is added twice without saying what changed', ['add 1 → true', 'add 1 → "done"']],
    ['append-only-log', 'an entry is appended twice', ['append 1 → 1', 'append 1 → 1']],
  ])('%s: %s', (spec, reason, calls) => {
    expect(check(spec, calls)).toMatchObject({ verdict: 'holds', assumed: [`${reason} (1 of 1 objects searched)`] });
  });

  test.each<readonly [spec: SpecName, reason: string, calls: readonly string[], initial: unknown]>([
    ['counter', 'a counter does not begin with an integer', ['add 1 → 1'], 0.5],
    ['bag', 'something is in it at first', ['add 1 → 1'], [2]],
    ['owner-mutex', 'the lock is held at first', ['release "a" → "a"'], 'a'],
    ['append-only-log', 'the log does not begin empty', ['append 1 → 1'], [0]],
  ])('%s: %s', (spec, reason, calls, initial) => {
    const verdict = check(spec, calls, initial);
    expect(verdict).toMatchObject({ verdict: 'holds', assumed: [`${reason} (1 of 1 objects searched)`] });
  });
});

describe('what it decides though a call of unknown outcome says nothing', () => {
  test.each<readonly [spec: SpecName, calls: readonly string[]]>([
    ['counter', ['1 invoke read', 'add 1 → 1', 'read null → 1']],
    ['stack', ['push 1 → 1', 'pop null → 1', '1 invoke pop']],
    ['priority-queue', ['insert 1 → 1', 'delete-min null → 1', '1 invoke delete-min']],
    ['fifo-queue', ['enqueue 1 → 1', '1 invoke dequeue', 'dequeue null → null']],
    ['fenced-lease', ['1 invoke acquire', 'acquire null → 1', 'use 1 → 1']],
    ['set', ['1 invoke read', '2 invoke contains 1', '3 invoke remove 1', 'add 1 → "done"', 'contains 1 → false']],
    ['set', ['1 invoke add 1', 'add 1 → false', 'contains 1 → true']],
  ])('%s: %j', (spec, calls) => {
    expect(check(spec, calls)).toMatchObject({ verdict: 'holds', exercised: { polynomialKeys: 1 } });
  });
});
