import { expect, test } from 'vitest';
import { checkConstantTotal } from '../../../../src/checkers/bank/constant-total.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { Recording } from '../../../helpers/recording.ts';

const ASKED = { a: null, b: null };
const TRANSFER = { from: 'a', to: 'b', amount: 10 };

function bank(): Recording {
  return new Recording().perform(0, 'balances', ASKED, { a: 100, b: 100 });
}

test('transfers keep the total', () => {
  const recording = bank().invoke(0, 'transfer', TRANSFER).perform(1, 'balances', ASKED, { a: 100, b: 100 });
  const verdict = checkConstantTotal(
    recording.complete(0, 'ok').perform(1, 'balances', ASKED, { a: 90, b: 110 }).history(),
  );
  expect(summaryOf(verdict)).toBe('holds');
  expect(verdict.exercised).toEqual({ reads: 3, transfers: 1, readsDuringTransfers: 1 });
});

test('half a transfer is seen', () => {
  const verdict = checkConstantTotal(
    bank().perform(0, 'transfer', TRANSFER).perform(1, 'balances', ASKED, { a: 90, b: 100 }).history(),
  );
  expect(summaryOf(verdict)).toBe('violated wrong-total');
  expect(messageOf(verdict)).toBe(
    'balances {"a":null,"b":null} (operation 5, process 1) found a total of 190, not 200 as balances {"a":null,"b":null} (operation 1, process 0): {"a":90,"b":100}.',
  );
});

test('an account that is missing is seen, even where the total is right', () => {
  const verdict = checkConstantTotal(
    bank().perform(0, 'transfer', TRANSFER).perform(1, 'balances', ASKED, { a: 200 }).history(),
  );
  expect(messageOf(verdict)).toMatch(/found other accounts than balances/);
});

test('without a transfer or a second reading nothing is shown; a refused transfer is none', () => {
  expect(summaryOf(checkConstantTotal(bank().perform(0, 'transfer', TRANSFER).history()))).toBe('vacuous');
  const refused = bank()
    .invoke(0, 'transfer', TRANSFER)
    .complete(0, 'fail')
    .perform(1, 'balances', ASKED, { a: 1, b: 1 });
  expect(summaryOf(checkConstantTotal(refused.history()))).toBe('vacuous');
});
