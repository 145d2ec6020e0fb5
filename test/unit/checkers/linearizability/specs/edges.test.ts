import { describe, expect, test } from 'vitest';
import { checkLinearizability } from '../../../../../src/checkers/linearizability/check-linearizability.ts';
import type { SpecName } from '../../../../../src/checkers/linearizability/specs/catalog.ts';
import { historyOf } from '../../../../helpers/linearizability/history-of.ts';
import { linesOf } from '../../../../helpers/linearizability/lines-of.ts';

/** What an object may do in a corner of its spec, and what it must not do after it. */
interface Edge {
  readonly what: string;
  readonly spec: SpecName;
  readonly initial?: unknown;
  readonly allowed: readonly string[];
  readonly forbidden: string;
}

const edges: readonly Edge[] = [
  {
    what: 'items of one priority come out in any order',
    spec: 'priority-queue',
    allowed: ['insert [1,"a"] → 0', 'insert [1,"b"] → 0', 'delete-min null → [1,"b"]'],
    forbidden: 'delete-min null → [1,"b"]',
  },
  {
    what: 'a list has the priority that it begins with',
    spec: 'priority-queue',
    allowed: ['insert [2,"a"] → 0', 'insert [1,"b"] → 0', 'insert [3,"c"] → 0', 'delete-min null → [1,"b"]'],
    forbidden: 'delete-min null → [3,"c"]',
  },
  {
    what: 'what a queue begins with need not be in order',
    spec: 'priority-queue',
    initial: [3, 1, 2],
    allowed: ['delete-min null → 1'],
    forbidden: 'delete-min null → 3',
  },
  {
    what: 'an insertion may be answered by nothing',
    spec: 'fifo-queue',
    allowed: ['enqueue 1 → null', 'enqueue 2 → null', 'dequeue null → 1'],
    forbidden: 'dequeue null → null',
  },
  {
    what: 'what a set begins with, and what is read of it, has no order',
    spec: 'set',
    initial: [2, 1],
    allowed: ['read null → [1,2]', 'read null → [2,1]', 'add 0 → true', 'read null → [2,1,0]'],
    forbidden: 'read null → [1,2]',
  },
  {
    what: 'an addition to a set that says nothing may have changed nothing',
    spec: 'set',
    allowed: ['add 1 → "done"', 'add 1 → "done"', 'read null → [1]', 'remove 1 → "done"', 'remove 1 → false'],
    forbidden: 'contains 1 → true',
  },
  {
    what: 'identifiers that were given out before the history count, by content',
    spec: 'unique-ids',
    initial: [{ node: 1 }],
    allowed: ['generate null → {"node":2}'],
    forbidden: 'generate null → {"node":1}',
  },
  {
    what: 'what is no text is appended to nothing as a list',
    spec: 'key-value',
    allowed: ['append 5 → 5', 'get null → [5]', 'append 6 → 6', 'get null → [5,6]'],
    forbidden: 'get null → 5',
  },
  {
    what: 'the text "null" is not nothing',
    spec: 'key-value',
    allowed: ['put "null" → "null"', 'get null → "null"'],
    forbidden: 'get null → null',
  },
  {
    what: 'a key that was deleted has no empty text',
    spec: 'key-value',
    allowed: ['put "a" → "a"', 'delete null → null', 'get null → null'],
    forbidden: 'get null → ""',
  },
  {
    what: 'reads may be spelt out, and a transaction sees what it wrote before',
    spec: 'multi-register',
    allowed: [
      'txn [["write","x",1],["read","x",null]] → [["write","x",1],["read","x",1]]',
      'txn [["read","x",null]] → [["read","x",1]]',
    ],
    forbidden: 'txn [["read","x",null]] → [["read","x",2]]',
  },
  {
    what: 'what a transaction of unknown outcome read is not known, and its writes count',
    spec: 'multi-register',
    allowed: [
      'txn [["w","x",1]] → [["w","x",1]]',
      '1 invoke txn [["r","x",null],["w","y",2]]',
      'txn [["r","y",null]] → [["r","y",2]]',
    ],
    forbidden: 'txn [["r","y",null]] → [["r","y",null]]',
  },
  {
    what: 'one that is held at first can be released',
    spec: 'mutex',
    initial: true,
    allowed: ['release null → null', 'acquire null → null'],
    forbidden: 'acquire null → null',
  },
  {
    what: 'nobody enters twice',
    spec: 'owner-mutex',
    allowed: ['acquire "a" → "a"'],
    forbidden: 'acquire "a" → "a"',
  },
  {
    what: 'only the owner at first can release',
    spec: 'owner-mutex',
    initial: 'a',
    allowed: ['release "a" → "a"'],
    forbidden: 'release "a" → "a"',
  },
  {
    what: 'values are compared by content',
    spec: 'cas-register',
    allowed: ['write {"a":1,"b":[2]} → 0', 'cas [{"b":[2],"a":1},3] → 0', 'read null → 3'],
    forbidden: 'cas [{"a":1,"b":[2]},4] → 0',
  },
  {
    what: 'a read fixes the version of a write of unknown outcome',
    spec: 'versioned-register',
    allowed: ['1 invoke write [null,"a"]', 'read null → [3,"a"]', 'read null → [3,"a"]'],
    forbidden: 'read null → [4,"a"]',
  },
  {
    what: 'a write of unknown outcome takes a version although nobody saw it',
    spec: 'versioned-register',
    initial: [4, 'x'],
    allowed: ['read null → [4,"x"]', '1 invoke write [null,"a"]', 'write [null,"b"] → [6,"b"]'],
    forbidden: 'write [null,"c"] → [6,"c"]',
  },
  {
    what: 'a read is of the version’s own value',
    spec: 'versioned-register',
    allowed: ['write [null,"a"] → [1,"a"]', 'read null → [1,"a"]'],
    forbidden: 'read null → [1,"b"]',
  },
];

describe.each(edges)('$spec: $what', ({ spec, initial, allowed, forbidden }) => {
  test.each([false, true])('and no more (generic: %s)', (generic) => {
    const options = { spec, generic, ...(initial === undefined ? {} : { initial }) };
    expect(checkLinearizability(historyOf(...linesOf(...allowed)), options).verdict).toBe('holds');
    expect(checkLinearizability(historyOf(...linesOf(...allowed, forbidden)), options).verdict).toBe('violated');
  });
});

describe('what does not fit a spec is refused', () => {
  test.each<readonly [spec: SpecName, call: string, expected: string]>([
    ['priority-queue', 'insert "x" → "x"', 'a number, or a list that begins with one'],
    ['multi-register', 'txn [["r","x",1,2]] → []', 'a list of ["r", register, value] and ["w", register, value]'],
    ['cas-register', 'cas [1,2] → false', 'anything but false; a cas that found another value is a fail'],
    ['cas-register', 'cas [1,2,3] → null', 'a pair [old, new]'],
    ['fifo-queue', 'enqueue null → null', 'an item; null is the answer of a collection that is empty'],
    ['counter', 'add 9007199254740993 → null', 'a number no larger than 2^53'],
    ['fenced-lease', 'acquire null → 0', 'a token, an integer from 1'],
  ])('%s: %s', (spec, call, expected) => {
    expect(() => checkLinearizability(historyOf(...linesOf(call)), { spec })).toThrow(expected);
  });

  test.each<readonly [spec: SpecName, initial: unknown]>([
    ['counter', 'x'],
    ['mutex', 'held'],
    ['set', 'x'],
    ['unique-ids', 'x'],
    ['versioned-register', [-1, 'x']],
  ])('%s that begins with %j', (spec, initial) => {
    expect(() => checkLinearizability(historyOf(), { spec, initial })).toThrow('is no initial state of the spec');
  });

  test('but a fraction is added to a counter', () => {
    const history = historyOf(...linesOf('add 0.5 → null', 'read null → 0.5'));
    expect(checkLinearizability(history, { spec: 'counter' }).verdict).toBe('holds');
  });
});
