import { describe, expect, test } from 'vitest';
import type { SpecName } from '../../../../../src/checkers/linearizability/specs/catalog.ts';
import { violationIn, type ViolationExample } from '../../../../helpers/linearizability/violation-in.ts';

const examples: Readonly<Partial<Record<SpecName, readonly ViolationExample[]>>> = {
  'fifo-queue': [
    ['an item that nobody enqueued', ['enqueue 1 → 1', 'dequeue null → 2'], 'thin-air', [2], []],
    ['an item twice', ['enqueue 1 → 1', 'enqueue 2 → 2', 'dequeue null → 1', 'dequeue null → 1'], 'duplicate', [1], []],
    ['an item before it was enqueued', ['dequeue null → 1', 'enqueue 1 → 1'], 'future-read', [1], []],
    ['an item overtaken', ['enqueue 1 → 1', 'enqueue 2 → 2', 'dequeue null → 2'], 'out-of-order', [1, 2], []],
    [
      'an item overtaken that a dequeue of unknown outcome can’t have taken in time, nor another item',
      ['enqueue 1 → 1', 'enqueue 2 → 2', 'enqueue 3 → 3', 'dequeue null → 3', '1 invoke dequeue'],
      'out-of-order',
      [1, 2, 3],
      [],
    ],
    [
      'nothing, while one item or the other was there',
      ['enqueue 1 → 1', '1 invoke dequeue', 'enqueue 2 → 2', 'dequeue null → 1', '1 ok dequeue null'],
      'empty-read',
      [1, 2],
      [2],
    ],
    [
      'nothing, where a dequeue of unknown outcome took at most one of two items',
      ['enqueue 1 → 1', 'enqueue 2 → 2', '1 invoke dequeue', 'dequeue null → null'],
      'empty-read',
      [1, 2],
      [5],
    ],
  ],
  stack: [
    [
      'an item from below another one, and what is on the stack otherwise',
      ['push 1 → 1', 'pop null → 1', 'push 2 → 2', 'push 3 → 3', 'pop null → 2', 'pop null → 3', 'push 4 → 4'],
      'out-of-order',
      [2, 3],
      [],
    ],
    ['nothing, though an item was there', ['push 1 → 1', 'pop null → null'], 'empty-read', [1], [2]],
  ],
  'priority-queue': [
    [
      'an item although a better one was there',
      ['insert 1 → 1', 'insert 2 → 2', 'insert 3 → 3', 'delete-min null → 2'],
      'out-of-order',
      [1, 2],
      [],
    ],
    ['nothing, though an item was there', ['insert 1 → 1', 'delete-min null → null'], 'empty-read', [1], [2]],
  ],
  bag: [
    [
      'nothing; the item that was there for longest says it alone',
      ['add 1 → 1', 'add 2 → 2', '1 invoke take', 'take null → 1', '1 ok take null'],
      'empty-read',
      [2],
      [4],
    ],
  ],
  'owner-mutex': [
    ['granted to its owner', ['acquire "a" → "a"', 'acquire "a" → "a"'], 'double-grant', ['a'], []],
    [
      'granted to another one; a third had it before',
      ['acquire "c" → "c"', 'release "c" → "c"', 'acquire "a" → "a"', 'acquire "b" → "b"', 'release "a" → "a"'],
      'double-grant',
      ['a', 'b'],
      [],
    ],
    ['released by no owner', ['acquire "a" → "a"', 'release "b" → "b"'], 'release-without-hold', ['b'], []],
  ],
  'fenced-lease': [
    ['a token given out twice', ['acquire null → 1', 'acquire null → 1'], 'duplicate-token', [1], []],
    ['a token used that nobody got', ['acquire null → 1', 'use 2 → 2'], 'phantom-token', [2], [2]],
    ['a lower token after a higher one', ['acquire null → 2', 'acquire null → 1'], 'out-of-order', [1, 2], [0, 2]],
    ['a token used before it was given out', ['use 1 → 1', 'acquire null → 1'], 'out-of-order', [1], [0, 2]],
    [
      'a token used after a higher one was',
      ['acquire null → 1', 'acquire null → 2', 'use 2 → 2', 'use 1 → 1'],
      'fenced-token-used',
      [1, 2],
      [4, 6],
    ],
    [
      'a token released before it was given out, of which its use says nothing',
      ['release 1 → 1', 'acquire null → 1', 'use 1 → 1'],
      'out-of-order',
      [1],
      [0, 2],
    ],
  ],
  set: [
    ['in, before it was added', ['contains 1 → true', 'add 1 → true'], 'stale-read', [1], [0, 2]],
    ['added twice', ['add 1 → true', 'add 2 → true', 'add 1 → true'], 'lost-update', [1], [0, 4]],
  ],
  'unique-ids': [
    [
      'one that came before',
      ['generate null → "a"', 'generate null → "b"', 'generate null → "a"'],
      'duplicate-id',
      ['a'],
      [0, 4],
    ],
  ],
};

describe.each(Object.entries(examples))('what the polynomial checker of a %s names', (spec, all) => {
  test.each(all)('%s', (_, calls, anomaly, values, reads) => {
    expect(violationIn(spec as SpecName, calls)).toEqual({ anomaly, values, reads });
  });
});
