import { describe, expect, test } from 'vitest';
import { HintStore, type Journal } from '../../../../src/models/parts/hints/hint-store.ts';

function memoryJournal(): Journal {
  const records: unknown[] = [];
  return { append: (_log, record) => records.push(record), read: <T>() => [...records] as T[] };
}

/** Hints of numbers, of which a higher one includes a lower one. */
function open(journal: Journal): HintStore<number> {
  return new HintStore<number>(journal, Math.max);
}

describe('HintStore', () => {
  test('keeps hints by target and key', () => {
    const hints = open(memoryJournal());
    hints.hold('n1', 'x', 1);
    hints.hold('n2', 'x', 2);
    hints.hold('n2', 'y', 3);
    expect(hints.targets()).toEqual(['n1', 'n2']);
    expect([...hints.heldFor('n2')]).toEqual([
      ['x', 2],
      ['y', 3],
    ]);
    expect(hints.heldUnder('x')).toEqual([1, 2]);
  });

  test('survives a restart, with what was merged and without what was delivered', () => {
    const journal = memoryJournal();
    const before = open(journal);
    before.hold('n1', 'x', 1);
    before.hold('n1', 'x', 4);
    before.hold('n1', 'y', 2);
    before.release('n1', 'y', 2);
    const after = open(journal);
    expect([...after.heldFor('n1')]).toEqual([['x', 4]]);
    expect(after.heldUnder('y')).toEqual([]);
  });

  test('keeps what came while a delivery was under way', () => {
    const hints = open(memoryJournal());
    hints.hold('n1', 'x', 1);
    hints.hold('n1', 'x', 2);
    hints.release('n1', 'x', 1);
    expect([...hints.heldFor('n1')]).toEqual([['x', 2]]);
  });

  test('forgets a target that has got everything', () => {
    const hints = open(memoryJournal());
    hints.hold('n1', 'x', 1);
    hints.release('n1', 'x', 1);
    expect(hints.targets()).toEqual([]);
  });
});
