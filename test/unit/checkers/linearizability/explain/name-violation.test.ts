import { expect, test } from 'vitest';
import { checkLinearizability } from '../../../../../src/checkers/linearizability/check-linearizability.ts';
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
