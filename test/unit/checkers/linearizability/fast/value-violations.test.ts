import { describe, expect, test } from 'vitest';
import type { SpecName } from '../../../../../src/checkers/linearizability/specs/catalog.ts';
import { violationIn, type ViolationExample } from '../../../../helpers/linearizability/violation-in.ts';

const examples: Readonly<Partial<Record<SpecName, readonly ViolationExample[]>>> = {
  'cas-register': [
    ['a value that nobody wrote', ['write 1 → 1', 'read null → 7'], 'thin-air-read', [7], [2]],
    [
      'a cas of a value that nobody wrote, beside one that never took effect',
      ['1 invoke cas [5,9]', '0 invoke write 1', '0 ok write 1', 'cas [5,6] → [5,6]'],
      'thin-air-read',
      [5, 6],
      [],
    ],
    [
      'values that only follow from each other',
      ['0 invoke cas [1,2]', '1 invoke cas [2,1]', '0 ok cas [1,2]', '1 ok cas [2,1]'],
      'thin-air-read',
      [1, 2],
      [],
    ],
    ['a value before it was written', ['read null → 7', 'write 7 → 7'], 'future-read', [7], [0]],
    ['a value that another one followed', ['write 1 → 1', 'write 2 → 2', 'read null → 1'], 'stale-read', [1, 2], [4]],
    ['the first value after another one', ['write 1 → 1', 'read null → null'], 'stale-read', [1, null], [2]],
    ['a value that a cas replaced', ['write 1 → 1', 'cas [1,2] → [1,2]', 'read null → 1'], 'stale-read', [1, 2], [4]],
    [
      'a value that a cas replaced after somebody saw the new one',
      ['write 1 → 1', '1 invoke cas [1,2]', 'read null → 2', 'read null → 1'],
      'stale-read',
      [1, 2],
      [3, 5],
    ],
    [
      'an update lost',
      ['write 1 → 1', 'cas [1,2] → [1,2]', 'write 5 → 5', 'cas [1,3] → [1,3]'],
      'lost-update',
      [1, 2, 3],
      [],
    ],
    [
      'an update lost to one of unknown outcome whose value was read',
      ['1 invoke cas [null,1]', 'read null → 1', 'cas [null,2] → [null,2]'],
      'lost-update',
      [1, 2, null],
      [1],
    ],
    [
      'an update lost to one of unknown outcome whose value was replaced',
      ['1 invoke cas [null,1]', 'cas [1,3] → [1,3]', 'cas [null,2] → [null,2]'],
      'lost-update',
      [1, 2, 3, null],
      [],
    ],
    [
      'a cas of what was not there yet; it takes the one between to see it',
      ['1 invoke cas [1,2]', 'cas [2,3] → [2,3]', 'write 1 → 1', '1 ok cas [1,2]'],
      'non-linearizable',
      [1, 2, 3],
      [],
    ],
    [
      'values that must come together, between a write and a read of its value',
      [
        '1 invoke cas [1,2]',
        '2 invoke cas [2,3]',
        'write 9 → 9',
        '3 invoke write 1',
        '2 ok cas [2,3]',
        'read null → 9',
        '1 ok cas [1,2]',
        '3 ok write 1',
      ],
      'stale-read',
      [1, 2, 3, 9],
      [6],
    ],
  ],
  'versioned-register': [
    [
      'a version given twice',
      ['write [null,"a"] → [1,"a"]', 'write [null,"b"] → [1,"b"]'],
      'duplicate-version',
      [1],
      [],
    ],
    ['the first version given again', ['write [null,"a"] → [0,"a"]'], 'duplicate-version', [0], []],
    [
      'a version that nobody was given',
      ['write [null,"a"] → [1,"a"]', 'read null → [2,"b"]'],
      'thin-air-read',
      [2, ['unseen', 'b']],
      [2],
    ],
    [
      'a version with another value',
      ['write [null,"a"] → [1,"a"]', 'read null → [1,"a"]', 'read null → [1,"b"]'],
      'wrong-value',
      [1, ['unseen', 'a'], ['unseen', 'b']],
      [2, 4],
    ],
    [
      'an older version',
      ['write [null,"a"] → [1,"a"]', 'write [null,"b"] → [2,"b"]', 'read null → [1,"a"]'],
      'stale-read',
      [1, 2, ['unseen', 'a'], ['unseen', 'b']],
      [2, 4],
    ],
  ],
  counter: [
    ['more than was added', ['add 1 → 1', 'read null → 2', 'add 1 → 1'], 'future-read', [], [2]],
    ['less than was added', ['add 1 → 1', 'read null → 1', 'read null → 0'], 'stale-read', [], [4]],
    [
      'less than somebody saw before',
      ['1 invoke add 1', 'read null → 0', 'read null → 1', 'read null → 0'],
      'stale-read',
      [],
      [3, 5],
    ],
  ],
  'append-only-log': [
    ['an entry that nobody appended', ['append 1 → 1', 'read null → [2]'], 'thin-air-read', [2], [2]],
    [
      'an entry that nobody appended, in a shorter read',
      ['append 1 → 1', 'append 2 → 2', 'read null → [1,2]', 'read null → [3]'],
      'thin-air-read',
      [3],
      [6],
    ],
    ['an entry twice', ['append 1 → 1', 'read null → [1,1]'], 'duplicate', [1], [2]],
    [
      'two orders',
      ['append 1 → 1', 'append 2 → 2', 'read null → [1,2]', 'read null → [2]'],
      'incompatible-order',
      [1, 2],
      [4, 6],
    ],
    ['less than was appended', ['append 1 → 1', 'read null → []'], 'stale-read', [1], [2]],
    [
      'less than somebody saw before',
      ['1 invoke append 1', 'read null → [1]', 'read null → []'],
      'stale-read',
      [1],
      [1, 3],
    ],
  ],
};

describe.each(Object.entries(examples))('what the polynomial checker of a %s names', (spec, all) => {
  test.each(all)('%s', (_, calls, anomaly, values, reads) => {
    expect(violationIn(spec as SpecName, calls)).toEqual({ anomaly, values, reads });
  });
});
