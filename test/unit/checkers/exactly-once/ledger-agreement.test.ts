import { expect, test } from 'vitest';
import { checkLedgerAgreement } from '../../../../src/checkers/exactly-once/ledger-agreement.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { answer, capture, entry, order } from '../../../helpers/charges.ts';
import { Recording } from '../../../helpers/recording.ts';

function charge(recording: Recording, number: number, key: string): Recording {
  return capture(recording.invoke(0, 'charge', order(key)), number, key).complete(0, 'ok', answer(key));
}

function two(): Recording {
  return charge(charge(new Recording(), 0, 'a'), 1, 'b');
}

function read(recording: Recording, ...entries: readonly object[]): Recording {
  return recording.perform(1, 'journal', null, { entries });
}

function summaryFor(recording: Recording): string {
  return summaryOf(checkLedgerAgreement(recording.history()));
}

test('a ledger that grows and has what was captured', () => {
  const first = read(charge(new Recording(), 0, 'a'), entry('a'));
  const recording = read(charge(first, 1, 'b'), entry('a'), entry('b'));
  recording.perform(2, 'balances', null, { 'card-network': 200, 'merchant m1': -194, fees: -6 });
  const verdict = checkLedgerAgreement(recording.history());
  expect(summaryOf(verdict)).toBe('holds');
  expect(verdict.exercised).toEqual({ entries: 2, journals: 2, balanceReadings: 1 });
});

test('half an entry is seen in the balances and in the entry', () => {
  const half = { ...entry('a'), postings: [['card-network', 100]] };
  expect(summaryFor(read(charge(new Recording(), 0, 'a'), half))).toBe('violated unbalanced-entry');
  const reading = two().perform(1, 'balances', null, { 'card-network': 100, fees: -3 });
  expect(summaryFor(read(reading, entry('a'), entry('b')))).toBe('violated unbalanced-reading');
});

test('a later reading has something else where an earlier one had an entry', () => {
  const recording = read(read(two(), entry('a'), entry('b')), entry('b'), entry('a'));
  const verdict = checkLedgerAgreement(recording.history());
  expect(summaryOf(verdict)).toBe('violated rewritten-ledger order-against-time');
  expect(messageOf(verdict)).toMatch(/found ch_a at place 0 of the ledger, and .* found ch_b there/);
});

test('readings that overlap may be in either order', () => {
  const recording = two().invoke(1, 'journal', null).invoke(2, 'journal', null);
  recording.complete(1, 'ok', { entries: [entry('a'), entry('b')] }).complete(2, 'ok', { entries: [entry('a')] });
  expect(summaryFor(read(recording, entry('a'), entry('b')))).toBe('holds');
});

test('an entry that is missing: of a success, of a capture', () => {
  expect(summaryFor(read(two(), entry('a')))).toBe('violated lost-charge');
  const unknown = capture(two().invoke(0, 'charge', order('c')), 2, 'c').complete(0, 'info');
  expect(summaryFor(read(unknown, entry('a'), entry('b')))).toBe('violated missing-entry');
});

test('an entry too many: twice, without a capture, of another amount', () => {
  expect(summaryFor(read(two(), entry('a'), entry('b'), entry('b')))).toBe('violated duplicate-entry');
  expect(summaryFor(read(two(), entry('a'), entry('b'), entry('c')))).toBe('violated entry-without-capture');
  expect(summaryFor(read(two(), entry('a'), entry('b', 99)))).toBe('violated wrong-entry');
});

test('a ledger that is never read, or empty, shows nothing', () => {
  expect(summaryFor(two())).toBe('vacuous');
  expect(summaryFor(read(new Recording()))).toBe('vacuous');
});
