import { expect, test } from 'vitest';
import { checkLinearizability } from '../../../../../src/checkers/linearizability/check-linearizability.ts';
import { coreOf } from '../../../../../src/checkers/linearizability/explain/core.ts';
import { Oracle } from '../../../../../src/checkers/linearizability/explain/draft.ts';
import type { Spec } from '../../../../../src/checkers/linearizability/spec.ts';
import { specOf } from '../../../../../src/checkers/linearizability/specs/catalog.ts';
import { columnsOf } from '../../../../../src/history/columns.ts';
import { draftOfHistory } from '../../../../helpers/linearizability/draft-of-history.ts';
import { historyOf } from '../../../../helpers/linearizability/history-of.ts';
import { faultOf } from '../../../../helpers/linearizability/validate-certificate.ts';

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

interface Told {
  readonly begin: number;
  readonly before: readonly string[];
  readonly after: readonly number[];
}

/** Of a core: its position, the additions that may have taken effect before, and those that may still. */
function coreWith(bytes: number): Told {
  const draft = draftOfHistory(columns, 'counter');
  const { begin, roots, calls: left } = coreOf(draft, new Oracle(PLENTY, PLENTY), 0, bytes);
  return {
    begin,
    before: roots.map(({ done }) => done.map((row) => additions[row]).join(' + ')).sort(),
    after: left.flatMap(({ row }) => additions[row] ?? []),
  };
}

test('a core begins after a return only with all that may have been then, however little memory there is to tell', () => {
  const window = { begin: 6, before: ['1 + 2 + 3', '1 + 5', '2 + 4'], after: additions };
  const whole = { begin: -1, before: [''], after: additions };
  expect(coreWith(0)).toEqual(whole);
  for (let bytes = 500; bytes < 40_000; bytes += 500) expect([window, whole]).toContainEqual(coreWith(bytes));
  expect(coreWith(40_000)).toEqual(window);
});

test('a write that may be hidden when a core begins need not take effect in it', () => {
  const register = specOf('register');
  // Without separate values, nothing that was written before can be left out of the whole.
  const spec: Spec = {
    name: 'register of one value',
    operations: ['read', 'write'],
    readOnly: ['read'],
    overwriting: ['write'],
    initial: null,
    step: (state, call) => register.step(state, call),
  };
  const history = historyOf(
    ...[3, 4, 5, 6, 7, 8].flatMap((value) => [`0 invoke write ${value}`, `0 ok write ${value}`]),
    '0 invoke write 1',
    '1 invoke write 2',
    '1 ok write 2',
    '0 ok write 1',
    '1 invoke read',
    '1 ok read 9',
  );
  const verdict = checkLinearizability(history, { spec });
  // Right before write 2, write 1 may have taken effect unseen.
  expect(verdict).toMatchObject({
    certificate: {
      cores: [
        {
          begin: 14,
          configurations: [{ state: 2, done: [] }],
          operations: [{ index: 12, ret: 15, skippable: true }, { index: 16 }],
        },
      ],
    },
  });
  expect(faultOf(history, spec, verdict)).toBeUndefined();
});
