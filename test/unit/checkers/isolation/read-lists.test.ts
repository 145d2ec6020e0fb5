import { describe, expect, it } from 'vitest';
import { checkIsolation } from '../../../../src/checkers/isolation/check-isolation.ts';
import {
  ReadListsBuilder,
  elementOf,
  isBeginning,
  lastElement,
  listOf,
  shows,
} from '../../../../src/checkers/isolation/read-lists.ts';
import { History } from '../../../../src/history/history.ts';
import type { Operation } from '../../../../src/history/operation.generated.ts';

/** Elements of every kind, no two of which are equal as JSON. */
const ELEMENTS = [0, 1, 2 ** 31 - 1, 2 ** 31, -1, 0.5, '1', 'one', '', true, [1], [1, 2], { a: 1, b: 2 }, { a: 1 }];

function collect(...lists: readonly (readonly unknown[])[]) {
  const builder = new ReadListsBuilder();
  const start = Int32Array.from(lists, (list) => {
    builder.push(list);
    return builder.size - list.length;
  });
  const { codes, others } = builder;
  return { codes, others, start, length: Int32Array.from(lists, (list) => list.length) };
}

describe('lists in a column', () => {
  it('come back as they were', () => {
    const lists = collect([], ELEMENTS, ELEMENTS.toReversed());
    expect([0, 1, 2].map((read) => listOf({ lists }, read))).toEqual([[], ELEMENTS, ELEMENTS.toReversed()]);
    expect([1, 2].map((read) => lastElement(lists, read))).toEqual([{ a: 1 }, 0]);
  });

  it('have equal codes for equal elements, and no others', () => {
    const again = [...ELEMENTS.slice(0, -2), { b: 2, a: 1 }, { a: 1 }];
    const { codes, start, length } = collect(ELEMENTS, again);
    const [first, second] = [0, 1].map((read) => [...codes.subarray(start[read], start[read]! + length[read]!)]);
    expect(second).toEqual(first);
    expect(new Set(first).size).toBe(ELEMENTS.length);
  });

  it('tell which one begins another, and what they show', () => {
    const lists = collect(['a', 2], ['a', 2, 3], ['b', 2, 3], []);
    const beginnings = [0, 1, 2, 3].filter((read) => isBeginning(lists, read, 1));
    expect(beginnings).toEqual([0, 1, 3]);
    expect([shows(lists, 0, 2), shows(lists, 0, 3), shows(lists, 0, 'a'), shows(lists, 3, 'a')]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(elementOf(lists, lists.codes[0]!)).toBe('a');
  });

  it('outgrow their first column', () => {
    const long = Array.from({ length: 5_000 }, (_, i) => (i % 3 === 0 ? `e${i}` : i));
    const lists = collect(long.slice(0, 700), long);
    expect(listOf({ lists }, 1)).toEqual(long);
    expect(isBeginning(lists, 0, 1)).toBe(true);
  });
});

it('a list-append history may have elements of every kind', () => {
  const micros = (list: readonly unknown[]) => [['r', 'x', list]];
  const run = (process: number, asked: unknown, done: unknown): Omit<Operation, 'index' | 'time'>[] => [
    { process, type: 'invoke', f: 'txn', value: asked },
    { process, type: 'ok', f: 'txn', value: done },
  ];
  const judge = (list: readonly unknown[]) => {
    const appends = ELEMENTS.map((element) => ['append', 'x', element]);
    const events = [...run(0, appends, appends), ...run(1, [['r', 'x', null]], micros(list))];
    const history = new History(events.map((event, index) => ({ index, time: index, ...event }) as Operation));
    const verdict = checkIsolation(history, { level: 'strict-serializable', workload: 'list-append' });
    return verdict.verdict === 'violated' ? verdict.anomalies.map(({ kind }) => kind) : verdict.verdict;
  };
  expect(judge(ELEMENTS)).toBe('holds');
  expect(judge([...ELEMENTS, 'nobody'])).toContain('thin-air');
  expect(judge(ELEMENTS.toReversed())).toContain('internal-write-order');
  expect(judge([...ELEMENTS, { b: 2, a: 1 }])).toContain('duplicate-elements');
});
