import { describe, expect, test } from 'vitest';
import { checkLinearizability } from '../../../../../src/checkers/linearizability/check-linearizability.ts';
import { specOf } from '../../../../../src/checkers/linearizability/specs/catalog.ts';
import { History } from '../../../../../src/history/history.ts';
import { coversBeginning } from '../../../../helpers/linearizability/covers-beginning.ts';
import { historyOf } from '../../../../helpers/linearizability/history-of.ts';
import { callsOf, faultOf } from '../../../../helpers/linearizability/validate-certificate.ts';

const mutex = specOf('mutex');

/** At its end a lock is acquired twice; the acquisitions 3 and 7 are under way all the while. */
const late = historyOf(
  '0 invoke release',
  '3 invoke release',
  '2 invoke acquire',
  '1 invoke acquire',
  '0 ok release',
  '2 ok acquire',
  '2 invoke acquire',
  '0 invoke acquire',
  '2 fail acquire',
  '3 ok release',
  '3 invoke acquire',
  '2 invoke acquire',
  '2 ok acquire',
  '3 ok acquire',
  '0 ok acquire',
  '1 ok acquire',
);

describe('of two identical calls under way at a core’s beginning', () => {
  // Of the acquisitions 0 and 1 the releases 3 and 4 needed one.
  const calls = callsOf(
    historyOf(
      '0 invoke acquire',
      '1 invoke acquire',
      '2 invoke acquire',
      '3 invoke release',
      '4 invoke release',
      '2 ok acquire',
      '3 ok release',
      '4 ok release',
      '0 ok acquire',
      '1 ok acquire',
    ),
  );
  /** Whether a core says enough that begins when just this one is said to have taken effect. */
  const covers = (done: number): boolean =>
    coversBeginning(calls, mutex, {
      begin: 7,
      configurations: [{ state: false, done: [done] }],
      operations: calls.filter(({ index }) => index < 2),
    });

  test('the one that returns first may stand for the other', () => {
    expect(covers(0)).toBe(true);
  });

  test('the one that returns last may not', () => {
    expect(covers(1)).toBe(false);
  });

  test('either may when both return after the core’s end', () => {
    const verdict = checkLinearizability(late, { spec: 'mutex' });
    // Acquisition 3, which returns last, stands for 7 as well, which returns before it.
    expect(verdict).toMatchObject({
      certificate: { cores: [{ begin: 12, configurations: [{ done: [3] }], operations: [{ index: 10, ret: 13 }] }] },
    });
    expect(faultOf(late, mutex, verdict)).toBeUndefined();
  });
});

test('a core names operations by their indices, also in a history that is the rest of one', () => {
  const rest = new History(late.operations.map((operation) => ({ ...operation, index: operation.index + 100 })));
  const core = { configurations: [{ done: [103] }], operations: [{ index: 110 }] };
  expect(checkLinearizability(rest, { spec: 'mutex' })).toMatchObject({ certificate: { cores: [core] } });
});

test('what a call that helps nobody may have done before a core begins is part of its beginning', () => {
  const history = historyOf(
    '0 invoke append 1',
    '1 invoke append 1',
    '2 invoke append 0',
    '0 ok append 1',
    '0 invoke append 0',
    '2 ok append 0',
    '2 invoke read',
    '0 ok append 0',
    '0 invoke append 1',
    '2 ok read [1,0,0,1]',
    '1 ok append 1',
    '2 invoke read',
    '1 invoke append 0',
    '0 ok append 1',
    '1 ok append 0',
    '2 ok read [1,1,0,0,1]',
  );
  const spec = specOf('append-only-log');
  const verdict = checkLinearizability(history, { spec });
  expect(verdict.verdict).toBe('violated');
  // Append 12 leads to nothing that is read; after it, append 8 makes another log than before it.
  expect(faultOf(history, spec, verdict)).toBeUndefined();
});
