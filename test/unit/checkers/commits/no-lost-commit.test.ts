import { describe, expect, test } from 'vitest';
import { checkNoLostCommit } from '../../../../src/checkers/commits/no-lost-commit.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { Recording } from '../../../helpers/recording.ts';

const append = (...parts: (readonly [key: string, value: number])[]): unknown =>
  parts.map(([k, v]) => ['append', k, v]);
const read = (lists: Readonly<Record<string, readonly number[]>>): readonly [string, unknown, unknown] => [
  'txn',
  Object.keys(lists).map((key) => ['r', key, null]),
  Object.entries(lists).map(([key, elements]) => ['r', key, elements]),
];

describe('appends', () => {
  test('an acknowledged append that the last read shows', () => {
    const recording = new Recording().perform(0, 'txn', append(['x', 1])).perform(1, ...read({ x: [1] }));
    const verdict = checkNoLostCommit(recording.history());
    expect(summaryOf(verdict)).toBe('holds');
    expect(verdict.exercised).toEqual({ appends: 1, registers: 0, reads: 1 });
  });

  test('one that it lacks', () => {
    const recording = new Recording().perform(0, 'txn', append(['x', 1])).perform(1, ...read({ x: [] }));
    const verdict = checkNoLostCommit(recording.history());
    expect(summaryOf(verdict)).toBe('violated lost-commit');
    expect(messageOf(verdict)).toBe(
      'txn [["append","x",1]] (operation 1, process 0) committed (operation 2), but its append of 1 to "x" is missing from the last read of that key, txn [["r","x",null]] (operation 3, process 1).',
    );
  });

  test('a read that misses it for a while is stale, but nothing is lost', () => {
    const recording = new Recording().perform(0, 'txn', append(['x', 1])).perform(1, ...read({ x: [] }));
    expect(summaryOf(checkNoLostCommit(recording.perform(1, ...read({ x: [1] })).history()))).toBe('holds');
  });

  test('an append of unknown outcome may be there or not; one that began after the read too', () => {
    const unknown = new Recording()
      .invoke(0, 'txn', append(['x', 1]))
      .complete(0, 'info')
      .perform(1, ...read({ x: [] }));
    expect(summaryOf(checkNoLostCommit(unknown.history()))).toBe('vacuous');
    const later = new Recording().perform(1, ...read({ x: [] })).perform(0, 'txn', append(['x', 1]));
    expect(summaryOf(checkNoLostCommit(later.history()))).toBe('vacuous');
  });

  test('a transaction that is there on one key and gone on another is half-committed, acknowledged or not', () => {
    const recording = new Recording().invoke(0, 'txn', append(['x', 1], ['y', 2])).complete(0, 'info');
    const verdict = checkNoLostCommit(recording.perform(1, ...read({ x: [1], y: [] })).history());
    expect(summaryOf(verdict)).toBe('violated half-committed');
    expect(messageOf(verdict)).toBe(
      'txn [["append","x",1],["append","y",2]] (operation 1, process 0) is half there: txn [["r","x",null],["r","y",null]] (operation 3, process 1) saw 1 on "x", but txn [["r","x",null],["r","y",null]] (operation 3, process 1), the last read of "y", lacks 2.',
    );
  });

  test('a transaction of unknown outcome that commits between two reads is whole', () => {
    const recording = new Recording().invoke(0, 'txn', append(['x', 1], ['y', 2])).complete(0, 'info');
    recording.perform(1, ...read({ y: [] })).perform(1, ...read({ x: [1] }));
    expect(summaryOf(checkNoLostCommit(recording.history()))).toBe('vacuous');
  });

  test('what a transaction reads of its own appends says nothing of others', () => {
    const steps = (x: unknown, y: unknown): unknown => [
      ['append', 'x', 1],
      ['r', 'x', x],
      ['r', 'y', y],
      ['append', 'y', 2],
    ];
    const recording = new Recording().perform(0, 'txn', steps(null, null), steps([1], []));
    expect(summaryOf(checkNoLostCommit(recording.history()))).toBe('vacuous');
  });
});

describe('registers', () => {
  const reading = (value: unknown): readonly [string, unknown, unknown] => ['read', ['x', null], ['x', value]];

  test('the last read returns the last write, or one that may have come after it', () => {
    const recording = new Recording().perform(0, 'write', ['x', 1]).invoke(1, 'write', ['x', 2]).complete(1, 'info');
    expect(summaryOf(checkNoLostCommit(recording.perform(0, ...reading(1)).history()))).toBe('holds');
    expect(summaryOf(checkNoLostCommit(recording.perform(0, ...reading(2)).history()))).toBe('holds');
  });

  test('an older value or none means that the write is lost', () => {
    const recording = new Recording().perform(0, 'write', ['x', 1]).perform(0, 'write', ['x', 2]);
    const verdict = checkNoLostCommit(recording.perform(1, ...reading(1)).history());
    expect(summaryOf(verdict)).toBe('violated lost-commit');
    expect(messageOf(verdict)).toBe(
      'write ["x",2] (operation 3, process 0) was acknowledged (operation 4), but the last read of the key, read ["x",null] (operation 5, process 1), finds what write ["x",1] (operation 1, process 0) had written before it.',
    );
    const empty = new Recording().perform(0, 'write', ['x', 1]).perform(1, ...reading(null));
    expect(messageOf(checkNoLostCommit(empty.history()))).toMatch(/finds nothing\.$/);
  });

  test('only the last read counts', () => {
    const recording = new Recording()
      .perform(0, 'write', ['x', 1])
      .perform(1, ...reading(null))
      .perform(1, ...reading(1));
    expect(summaryOf(checkNoLostCommit(recording.history()))).toBe('holds');
  });

  test('a write that overlaps the read or the older write is not lost', () => {
    const underWay = new Recording()
      .invoke(0, 'write', ['x', 1])
      .perform(1, ...reading(null))
      .complete(0, 'ok');
    expect(summaryOf(checkNoLostCommit(underWay.history()))).toBe('vacuous');
    const concurrent = new Recording().invoke(0, 'write', ['x', 1]).perform(1, 'write', ['x', 2]).complete(0, 'ok');
    expect(summaryOf(checkNoLostCommit(concurrent.perform(1, ...reading(1)).history()))).toBe('holds');
    expect(summaryOf(checkNoLostCommit(concurrent.perform(1, ...reading(2)).history()))).toBe('holds');
  });
});
