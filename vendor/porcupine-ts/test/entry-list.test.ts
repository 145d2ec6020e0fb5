import { expect, test } from 'vitest';
import { EntryList, HEAD } from '../src/engine/entry-list.ts';
import { MalformedHistoryError, type Operation, type Time } from '../src/index.ts';

function operation(call: Time, returned: Time): Operation<null, null> {
  return { input: null, output: null, call, return: returned };
}

/** The list as text: `+a` calls the operation at place a of the history, `-a` returns it. */
function walk(list: EntryList): string {
  const seen: string[] = [];
  for (let entry = list.next[HEAD]!; entry !== HEAD; entry = list.next[entry]!) {
    seen.push((list.returnOf[entry] === HEAD ? '-' : '+') + list.historyIndex[list.operationOf[entry]!]!);
  }
  return seen.join(' ');
}

test('entries are in the order of time', () => {
  expect(walk(new EntryList([operation(5, 9), operation(1, 7), operation(2, 3)]))).toBe('+1 +2 -2 +0 -1 -0');
});

test('at equal times calls come before returns, whatever the order of the history', () => {
  expect(walk(new EntryList([operation(2, 3), operation(1, 2), operation(2, 2)]))).toBe('+1 +0 +2 -1 -2 -0');
});

test('operations are numbered by their calls', () => {
  expect([...new EntryList([operation(5, 9), operation(1, 7), operation(2, 3)]).historyIndex]).toEqual([1, 2, 0]);
});

test('lift takes out a call with its return, and unlift puts both back', () => {
  const list = new EntryList([operation(1, 4), operation(2, 5), operation(3, 6)]);
  const before = walk(list);
  list.lift(2);
  expect(walk(list)).toBe('+0 +2 -0 -2');
  list.lift(1);
  expect(walk(list)).toBe('+2 -2');
  list.unlift(1);
  list.unlift(2);
  expect(walk(list)).toBe(before);
});

test('lifting everything leaves the ring empty', () => {
  const list = new EntryList([operation(1, 2)]);
  list.lift(1);
  expect(list.next[HEAD]).toBe(HEAD);
  expect(list.previous[HEAD]).toBe(HEAD);
});

test('bigint times that no number can tell apart are told apart', () => {
  const base = 2n ** 60n;
  expect(walk(new EntryList([operation(base + 2n, base + 3n), operation(base, base + 1n)]))).toBe('+1 -1 +0 -0');
});

test('numbers and bigints mix, and infinity is after everything', () => {
  expect(walk(new EntryList([operation(1, Infinity), operation(2n, 3n), operation(2.5, 4)]))).toBe('+0 +1 +2 -1 -2 -0');
});

test.each([
  [9, 5],
  [NaN, 5],
  [5, NaN],
])('an interval from %s to %s is refused', (call, returned) => {
  const history = [operation(1, 2), operation(call, returned)];
  expect(() => new EntryList(history)).toThrow(
    new MalformedHistoryError(`Operation 1 returns at ${returned}, which is not at or after its call at ${call}.`, 1),
  );
});
