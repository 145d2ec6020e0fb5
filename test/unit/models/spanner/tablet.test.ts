import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Command, PrepareCommand, Write } from '../../../../src/models/spanner/commands.ts';
import { Tablet } from '../../../../src/models/spanner/tablet.ts';

const WHOLE = { range: { low: '', high: 'm' }, versions: [], floor: 0 };

function append(key: string, value: number): Write {
  return { key, kind: 'append', value };
}

function prepare(id: string, timestamp: number, writes: readonly Write[]): PrepareCommand {
  return { type: 'prepare', transaction: { id, priority: 1 }, timestamp, reads: [], writes, coordinator: 'g2' };
}

function commit(id: string, timestamp: number, writes: readonly Write[]): Command {
  return { type: 'commit', id, timestamp, writes };
}

function tabletAfter(...commands: readonly Command[]): Tablet {
  const tablet = new Tablet(WHOLE);
  for (const command of commands) tablet.apply(command);
  return tablet;
}

/** Everything that the commands made of a tablet. */
function contentOf(tablet: Tablet): unknown {
  const { range, prepared, endings, frozenInto, floor } = tablet;
  return { range, prepared, endings, frozenInto, floor, versions: tablet.store.extract(() => true) };
}

const key = fc.constantFrom('a', 'b', 'c', 'h');
const id = fc.constantFrom('t1', 't2', 't3', 't4');
const timestamp = fc.integer({ min: 1, max: 50 });
const writes = fc.array(
  fc.tuple(key, fc.nat(99)).map(([name, value]) => append(name, value)),
  { maxLength: 3 },
);
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.tuple(id, timestamp, writes).map(([name, at, what]) => prepare(name, at, what)),
  fc.tuple(id, timestamp, writes).map(([name, at, what]) => commit(name, at, what)),
  fc.record({ type: fc.constant('decide' as const), id, timestamp: fc.option(timestamp) }),
  fc.record({ type: fc.constant('abort' as const), id }),
  fc.record({
    type: fc.constant('split' as const),
    at: fc.constantFrom('b', 'e'),
    into: fc.constant('g3'),
    floor: timestamp,
  }),
);

describe('a tablet', () => {
  test('is what its commands make of it, on every replica', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 20 }), (commands) => {
        expect(contentOf(tabletAfter(...commands))).toEqual(contentOf(tabletAfter(...commands)));
      }),
    );
  });

  test('shows the past as it was', () => {
    const tablet = tabletAfter(commit('t1', 10, [append('a', 1)]), commit('t2', 20, [append('a', 2)]));
    expect([9, 10, 19, 20].map((at) => tablet.valueAt('a', at))).toEqual([null, [1], [1], [1, 2]]);
    expect(tablet.latest('a-account')).toBe(100);
  });

  test('keeps the first ending of a transaction', () => {
    const writesOne = [append('a', 1)];
    expect(tabletAfter({ type: 'abort', id: 't1' }, commit('t1', 10, writesOne)).latest('a')).toBeNull();
    const twice = tabletAfter(commit('t1', 10, writesOne), commit('t1', 20, writesOne), { type: 'abort', id: 't1' });
    expect(twice.latest('a')).toEqual([1]);
    expect(twice.endings.get('t1')).toBe(10);
  });

  test('writes what was prepared once it is decided, and only once', () => {
    const decide = { type: 'decide', id: 't1', timestamp: 15 } as const;
    const tablet = tabletAfter(prepare('t1', 10, [append('a', 1)]));
    expect(tablet.latest('a')).toBeNull();
    tablet.apply(decide);
    tablet.apply(decide);
    tablet.apply({ ...decide, timestamp: null });
    expect(tablet.latest('a')).toEqual([1]);
    expect(tablet.valueAt('a', 14)).toBeNull();
    expect(tablet.prepared.size).toBe(0);
  });

  test('prepares nothing that was decided before', () => {
    const tablet = tabletAfter({ type: 'decide', id: 't1', timestamp: null }, prepare('t1', 10, [append('a', 1)]));
    expect(tablet.prepared.size).toBe(0);
  });

  test('lets no timestamp be safe at which a prepared transaction may yet commit', () => {
    const tablet = tabletAfter(prepare('t1', 10, []), prepare('t2', 7, []));
    expect(tablet.preparedFloor()).toBe(6);
    tablet.apply({ type: 'decide', id: 't2', timestamp: null });
    expect(tablet.preparedFloor()).toBe(9);
    tablet.apply({ type: 'decide', id: 't1', timestamp: 12 });
    expect(tablet.preparedFloor()).toBe(Infinity);
  });

  test('goes by the first preparation of a transaction: the coordinator may have heard of no other', () => {
    expect(tabletAfter(prepare('t1', 10, []), prepare('t1', 30, [])).preparedFloor()).toBe(9);
  });

  test('splits: every version is on exactly one side, and no timestamp given before can be given again', () => {
    const tablet = tabletAfter(
      commit('t1', 10, [append('a', 1), append('h', 2)]),
      commit('t2', 20, [append('h', 3)]),
      prepare('t3', 25, [append('a', 4)]),
    );
    const handover = tablet.apply({ type: 'split', at: 'e', into: 'g3', floor: 22 });
    const upper = new Tablet(handover ?? WHOLE);
    expect(tablet.range).toEqual({ low: '', high: 'e' });
    expect(upper.range).toEqual({ low: 'e', high: 'm' });
    expect(['a', 'h'].map((name) => [tablet.owns(name), upper.owns(name)])).toEqual([
      [true, false],
      [false, true],
    ]);
    expect(tablet.store.extract(() => true).map(([name]) => name)).toEqual(['a']);
    expect(upper.valueAt('h', 15)).toEqual([2]);
    expect(upper.latest('h')).toEqual([2, 3]);
    expect(tablet.prepared.has('t3')).toBe(true);
    expect(upper.floor).toBe(25);
  });

  test('refuses to split keys that a prepared transaction holds, or that it does not have', () => {
    const held = tabletAfter(prepare('t1', 10, [append('h', 1)]));
    expect(held.apply({ type: 'split', at: 'e', into: 'g3', floor: 20 })).toBeUndefined();
    expect(held.owns('h')).toBe(true);
    const elsewhere = new Tablet(WHOLE);
    expect(elsewhere.apply({ type: 'split', at: 'x', into: 'g3', floor: 20 })).toBeUndefined();
    expect(elsewhere.range).toEqual(WHOLE.range);
  });

  test('freezes and is absorbed by its neighbour, once, with all its versions', () => {
    const lower = tabletAfter(commit('t1', 10, [append('a', 1)]), commit('t2', 20, [append('h', 2)]));
    const handover = lower.apply({ type: 'split', at: 'e', into: 'g3', floor: 21 });
    const upper = new Tablet(handover ?? WHOLE);
    upper.apply(commit('t3', 40, [append('h', 3)]));
    upper.apply({ type: 'freeze', into: 'g1', floor: 50 });
    expect(upper.owns('h')).toBe(false);
    const absorb: Command = { type: 'absorb', from: 'g3', handover: upper.handover() };
    lower.apply(absorb);
    lower.apply(commit('t4', 60, [append('h', 4)]));
    lower.apply(absorb);
    expect(lower.range).toEqual(WHOLE.range);
    expect(lower.owns('h')).toBe(true);
    expect([20, 40, 60].map((at) => lower.valueAt('h', at))).toEqual([[2], [2, 3], [2, 3, 4]]);
    expect(lower.floor).toBe(60);
  });

  test('absorbs no keys that are not next to its own', () => {
    const handover = { range: { low: 'x', high: 'z' }, versions: [], floor: 0 };
    expect(() => new Tablet(WHOLE).apply({ type: 'absorb', from: 'g9', handover })).toThrow('g9 is no neighbour');
  });
});
