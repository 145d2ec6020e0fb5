import { expect, test } from 'vitest';
import { Oracle } from '../../../../../src/checkers/linearizability/explain/draft.ts';
import { withoutUseless } from '../../../../../src/checkers/linearizability/explain/useless.ts';
import { columnsOf } from '../../../../../src/history/columns.ts';
import { draftOfHistory } from '../../../../helpers/linearizability/draft-of-history.ts';
import { historyOf } from '../../../../helpers/linearizability/history-of.ts';

const PLENTY = 1_000_000;

test('what may be skipped keeps nothing from being of use', () => {
  const columns = columnsOf(
    historyOf(
      '0 invoke write 1',
      '0 ok write 1',
      '0 invoke write 2',
      '0 ok write 2',
      '1 invoke cas [1,3]',
      '0 invoke read',
      '0 ok read 4',
    ),
  );
  const draft = draftOfHistory(columns, 'cas-register');
  const kept = (skippable: boolean): readonly number[] => {
    const calls = draft.calls.map((call) => (call.row === 1 ? { ...call, skippable } : call));
    return withoutUseless({ ...draft, calls }, new Oracle(PLENTY, PLENTY), PLENTY).calls.map(({ row }) => row);
  };
  // After the second write the cas is possible nowhere; without it, it is.
  expect(kept(false)).not.toContain(2);
  expect(kept(true)).toContain(2);
});
