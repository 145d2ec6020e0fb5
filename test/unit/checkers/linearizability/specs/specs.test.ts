import { describe, expect, test } from 'vitest';
import { checkLinearizability } from '../../../../../src/checkers/linearizability/check-linearizability.ts';
import { specNames, type SpecName } from '../../../../../src/checkers/linearizability/specs/catalog.ts';
import { historyOf } from '../../../../helpers/linearizability/history-of.ts';
import { linesOf } from '../../../../helpers/linearizability/lines-of.ts';

/** Calls one after the other, `f argument → result`, that a spec allows, and one that it must not allow after them. */
const examples: Readonly<Record<SpecName, { readonly allowed: readonly string[]; readonly forbidden: string }>> = {
  register: { allowed: ['read null → null', 'write 1 → 1', 'read null → 1'], forbidden: 'read null → null' },
  'cas-register': { allowed: ['write 1 → 1', 'cas [1,2] → [1,2]', 'read null → 2'], forbidden: 'cas [1,3] → [1,3]' },
  'versioned-register': {
    allowed: ['read null → [0,null]', 'write [null,"a"] → [3,"a"]', 'read null → [3,"a"]'],
    forbidden: 'write [null,"b"] → [2,"b"]',
  },
  'multi-register': {
    allowed: [
      'txn [["r","constructor",null]] → [["r","constructor",null]]',
      'txn [["w","x",1],["w","y",2]] → [["w","x",1],["w","y",2]]',
      'txn [["r","x",null]] → [["r","x",1]]',
    ],
    forbidden: 'txn [["r","x",null],["r","y",null]] → [["r","x",1],["r","y",null]]',
  },
  'key-value': {
    allowed: [
      'get null → null',
      'put "a" → "a"',
      'append "b" → "b"',
      'get null → "ab"',
      'delete null → null',
      'put 5 → 5',
      'append "c" → "c"',
      'get null → "c"',
    ],
    forbidden: 'get null → "ab"',
  },
  mutex: {
    allowed: ['acquire null → null', 'release null → null', 'acquire null → null'],
    forbidden: 'acquire null → null',
  },
  'owner-mutex': {
    allowed: ['acquire "a" → "a"', 'release "a" → "a"', 'acquire "b" → "b"'],
    forbidden: 'release "a" → "a"',
  },
  'fenced-lease': {
    allowed: ['acquire null → 1', 'use 1 → 1', 'acquire null → 2', 'use 1 → 1', 'use 2 → 2', 'release 1 → 1'],
    forbidden: 'use 1 → 1',
  },
  'fifo-queue': {
    allowed: ['dequeue null → null', 'enqueue 1 → 1', 'enqueue 2 → 2', 'dequeue null → 1'],
    forbidden: 'dequeue null → null',
  },
  stack: { allowed: ['pop null → null', 'push 1 → 1', 'push 2 → 2', 'pop null → 2'], forbidden: 'pop null → null' },
  'priority-queue': {
    allowed: ['insert 3 → 3', 'insert 1 → 1', 'insert 2 → 2', 'delete-min null → 1'],
    forbidden: 'delete-min null → 3',
  },
  bag: {
    allowed: ['add 1 → 1', 'add 2 → 2', 'take null → 2', 'take null → 1', 'take null → null'],
    forbidden: 'take null → 1',
  },
  set: {
    allowed: ['add 1 → true', 'add 1 → false', 'add 2 → 2', 'contains 1 → true', 'remove 1 → true', 'read null → [2]'],
    forbidden: 'contains 1 → true',
  },
  counter: { allowed: ['read null → 0', 'add 2 → 2', 'add -1 → -1', 'read null → 1'], forbidden: 'read null → 2' },
  'unique-ids': { allowed: ['generate null → "a"', 'generate null → "b"'], forbidden: 'generate null → "a"' },
  'append-only-log': {
    allowed: ['read null → []', 'append 1 → 1', 'append 2 → 2', 'read null → [1,2]'],
    forbidden: 'read null → [2,1]',
  },
};

describe.each(specNames)('%s', (spec) => {
  const { allowed, forbidden } = examples[spec];

  test.each([false, true])('allows what the object does (generic: %s)', (generic) => {
    expect(checkLinearizability(historyOf(...linesOf(...allowed)), { spec, generic }).verdict).toBe('holds');
  });

  test.each([false, true])('forbids what it never does (generic: %s)', (generic) => {
    const history = historyOf(...linesOf(...allowed, forbidden));
    expect(checkLinearizability(history, { spec, generic }).verdict).toBe('violated');
  });
});
