import { describe, expect, test } from 'vitest';
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
  expect(messageOf(verdict)).toMatch(/found ch_a with .* at place 0 of the ledger, and .* found ch_b with .* there/);
});

test('readings that overlap may be in either order', () => {
  const begun = charge(new Recording(), 0, 'a').invoke(1, 'journal', null).invoke(2, 'journal', null);
  const recording = capture(begun.invoke(0, 'charge', order('b')), 1, 'b').complete(0, 'ok', answer('b'));
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

describe('a reading shows the ledger as it was at some moment of it', () => {
  const ofOne = { 'card-network': 100, 'merchant m1': -97, fees: -3 };
  const ofTwo = { 'card-network': 200, 'merchant m1': -194, fees: -6 };
  const finish = (recording: Recording): Recording => read(recording, entry('a'), entry('b'));

  test('not without what was acknowledged before it began', () => {
    const recording = read(two(), entry('a'));
    const verdict = checkLedgerAgreement(finish(recording).history());
    expect(summaryOf(verdict)).toBe('violated stale-ledger');
    expect(messageOf(verdict)).toMatch(/with 1 entries, but charge .* succeeded .* before it began, and that needs 2/);
    expect(summaryFor(finish(two().perform(2, 'balances', null, ofOne)))).toBe('violated stale-ledger');
  });

  test('not without what another reading had shown before', () => {
    const asked = capture(charge(new Recording(), 0, 'a').invoke(0, 'charge', order('b')), 1, 'b');
    const back = asked.perform(1, 'balances', null, ofTwo).perform(2, 'balances', null, ofOne);
    expect(summaryFor(finish(back.complete(0, 'ok', answer('b'))))).toBe('violated stale-ledger');
  });

  test('not with what nobody had asked for yet', () => {
    const early = charge(new Recording(), 0, 'a').perform(2, 'balances', null, ofTwo);
    expect(summaryFor(finish(charge(early, 1, 'b')))).toBe('violated early-entry');
  });

  test('balances are those of some beginning of the ledger', () => {
    const one = charge(new Recording(), 0, 'a').perform(2, 'balances', null, ofOne);
    expect(summaryFor(finish(charge(one, 1, 'b')))).toBe('holds');
    const moved = { ...ofTwo, 'merchant m1': -195, fees: -5 };
    expect(summaryFor(finish(two()).perform(2, 'balances', null, moved))).toBe('violated unlike-ledger');
  });

  test('balances may be ahead of every reading of the ledger when more was captured', () => {
    const recording = capture(finish(two()).invoke(0, 'charge', order('c')), 2, 'c');
    const ahead = recording.perform(2, 'balances', null, { 'card-network': 300, 'merchant m1': -291, fees: -9 });
    expect(summaryFor(ahead)).toBe('holds');
  });

  test('an entry that changes its postings is another one', () => {
    const changed = { ...entry('a'), postings: [['card-network', 100], ['merchant m2', -97], ['fees', -3]] }; // prettier-ignore
    expect(summaryFor(read(read(two(), changed, entry('b')), entry('a'), entry('b')))).toBe(
      'violated rewritten-ledger',
    );
  });
});
