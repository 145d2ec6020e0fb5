import { expect, test } from 'vitest';
import { Machine } from '../../../../../src/checkers/linearizability/engine/machine.ts';
import { coreOf } from '../../../../../src/checkers/linearizability/explain/core.ts';
import { draftOf, Oracle } from '../../../../../src/checkers/linearizability/explain/draft.ts';
import { partitionCalls } from '../../../../../src/checkers/linearizability/partition.ts';
import { specOf } from '../../../../../src/checkers/linearizability/specs/catalog.ts';
import { ValueNumbers } from '../../../../../src/checkers/linearizability/value-numbers.ts';
import { columnsOf } from '../../../../../src/history/columns.ts';
import { historyOf } from '../../../../helpers/linearizability/history-of.ts';

const PLENTY = 2 ** 26;

// A counter reads 6, which is 1 + 5, 2 + 4 or 1 + 2 + 3, and then what no additions come to.
const additions = [1, 2, 3, 4, 5];
const columns = columnsOf(
  historyOf(
    ...additions.map((number) => `${number} invoke add ${number}`),
    ...[6, 100].flatMap((sum) => ['0 invoke read', `0 ok read ${sum}`]),
    ...additions.map((number) => `${number} ok add ${number}`),
  ),
);

/** What a core begins with: its position, and the additions that had taken effect. */
function beginningOf(bytes: number): { readonly begin: number; readonly done: readonly string[] } {
  const spec = specOf('counter');
  const { calls } = partitionCalls(columns, spec, undefined).partitions[0]!;
  const draft = draftOf(new Machine(spec, new ValueNumbers(columns.values)), calls);
  const { begin, roots } = coreOf(draft, new Oracle(PLENTY, PLENTY), 0, bytes);
  return { begin, done: roots.map(({ done }) => done.map((row) => additions[row]).join(' + ')).sort() };
}

test('a core begins after a return only with all that may have been then, however little memory there is to tell', () => {
  const told = { begin: 6, done: ['1 + 2 + 3', '1 + 5', '2 + 4'] };
  expect(beginningOf(PLENTY)).toEqual(told);
  for (let bytes = 0; bytes < 20_000; bytes += 500)
    expect([told, { begin: -1, done: [''] }]).toContainEqual(beginningOf(bytes));
});
