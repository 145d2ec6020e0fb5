import { describe, expect, test } from 'vitest';
import { checkLinearizability } from '../../../../../src/checkers/linearizability/check-linearizability.ts';
import type { SpecName } from '../../../../../src/checkers/linearizability/specs/catalog.ts';
import { History } from '../../../../../src/history/history.ts';
import { historyOf } from '../../../../helpers/linearizability/history-of.ts';

const calls = (...list: readonly string[]): readonly string[] =>
  list.flatMap((call) => {
    const [f = '', value = ''] = call.split(' ');
    return [`0 invoke ${f} ${f === 'get' ? 'null' : value}`, `0 ok ${f} ${value}`];
  });

test.each([
  ['was put', 'stale-read', ['put "a"', 'delete null', 'get "a"']],
  ['was put and deleted', 'stale-read', ['delete null', 'put "a"', 'get null']],
  ['was there at first', 'stale-read', ['put "a"', 'get null', 'delete null']],
  ['was read before', 'stale-read', ['put "a"', 'append "b"', 'get "ab"', 'delete null', 'get "ab"']],
  ['nobody made', 'non-linearizable', ['put "a"', 'append "b"', 'delete null', 'get "ba"']],
  ['is put too late', 'non-linearizable', ['delete null', 'get "a"', 'put "a"']],
])('a searched key whose read answers what %s: %s', (_, kind, list) => {
  const verdict = checkLinearizability(historyOf(...calls(...list)), { spec: 'key-value' });
  expect(verdict).toMatchObject({ verdict: 'violated', exercised: { searchedKeys: 1 }, anomalies: [{ kind }] });
});

describe('a register that is searched', () => {
  /** The kind of the one anomaly, and the operations that it is about. */
  const named = (history: History, spec: SpecName = 'cas-register', independent = false): unknown => {
    const verdict = checkLinearizability(history, { spec, independent, generic: true });
    if (verdict.verdict !== 'violated') return verdict.verdict;
    return verdict.anomalies.map(({ kind, operations }) => [kind, ...operations]);
  };
  const late = historyOf('0 invoke read', '0 ok read 5', '0 invoke write 5', '0 ok write 5');

  test('a value that nobody wrote is read from thin air', () => {
    expect(named(historyOf('0 invoke read', '0 ok read 5'))).toEqual([['thin-air-read', 0]]);
  });

  test('a value whose write failed is an aborted one, with that write', () => {
    expect(named(historyOf('0 invoke write 5', '0 fail write 5', '0 invoke read', '0 ok read 5'))).toEqual([
      ['aborted-read', 0, 2],
    ]);
  });

  test('a failed write to another register has nothing to do with it', () => {
    const other = historyOf(
      '0 invoke write ["b",5]',
      '0 fail write ["b",5]',
      '0 invoke read ["a",null]',
      '0 ok read ["a",5]',
    );
    expect(named(other, 'cas-register', true)).toEqual([['thin-air-read', 2]]);
  });

  test('a value that is written later is read from the future, with that write by its index', () => {
    expect(named(late)).toEqual([['future-read', 0, 2]]);
    const rest = new History(late.operations.map((operation) => ({ ...operation, index: operation.index + 100 })));
    expect(named(rest)).toEqual([['future-read', 100, 102]]);
  });

  test('a value that was there and is overwritten is stale, though it is written once more later', () => {
    const again = historyOf(
      ...['write 1', 'write 2', 'read 1', 'write 1'].flatMap((call) => [
        `0 invoke ${call.startsWith('read') ? 'read' : call}`,
        `0 ok ${call}`,
      ]),
    );
    expect(named(again)).toEqual([['stale-read', 0, 2, 4]]);
  });

  test('a value that only what was invoked during the read may have written is neither', () => {
    expect(named(historyOf('1 invoke read', '0 invoke cas [9,1]', '1 ok read 1'))).toEqual([['non-linearizable', 0]]);
  });
});

describe('a text of which', () => {
  const kindOf = (...lines: readonly string[]): unknown => {
    const verdict = checkLinearizability(historyOf(...lines), { spec: 'key-value' });
    return verdict.verdict === 'violated' ? verdict.anomalies[0].kind : verdict.verdict;
  };

  test('a part failed to be appended is an aborted read', () => {
    const failed = ['0 invoke append "b"', '0 fail append "b"'];
    expect(kindOf(...calls('put "a"'), ...failed, ...calls('get "ab"'))).toBe('aborted-read');
    expect(kindOf(...calls('put "a"'), ...calls('get "ab"'))).toBe('thin-air-read');
  });

  test('nothing failed to be appended is made of thin air', () => {
    expect(kindOf('0 invoke append ""', '0 fail append ""', ...calls('get "ab"'))).toBe('thin-air-read');
  });

  test('a put that returns after the read was seen before it is stale', () => {
    const slow = ['1 invoke put "a"', ...calls('append "c"', 'get "ac"', 'put "b"', 'get "a"'), '1 ok put "a"'];
    expect(kindOf(...calls('delete null'), ...slow)).toBe('stale-read');
  });
});
