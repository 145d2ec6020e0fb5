import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VersionStore } from '../../../../src/models/parts/version-store.ts';

function storeWith(versions: readonly (readonly [key: string, timestamp: number, value: unknown])[]): VersionStore {
  const store = new VersionStore();
  for (const [key, timestamp, value] of versions) store.write(key, timestamp, value);
  return store;
}

describe('a version store', () => {
  test('reads the newest version at or below a timestamp', () => {
    const store = storeWith([
      ['x', 10, 'a'],
      ['x', 20, 'b'],
      ['y', 15, 'c'],
    ]);
    expect(store.readAt('x', 9)).toBeUndefined();
    expect(store.readAt('x', 10)?.value).toBe('a');
    expect(store.readAt('x', 19)?.value).toBe('a');
    expect(store.readAt('x', 20)?.value).toBe('b');
    expect(store.latest('x')).toEqual({ timestamp: 20, value: 'b' });
    expect(store.latest('z')).toBeUndefined();
  });

  test('finds the place of versions that come late', () => {
    const write = fc.tuple(fc.constantFrom('x', 'y'), fc.nat(30), fc.nat());
    const writes = fc.uniqueArray(write, { selector: ([key, timestamp]) => `${key} ${timestamp}`, maxLength: 20 });
    fc.assert(
      fc.property(writes, fc.nat(31), (versions, timestamp) => {
        const seen = versions.filter(([key, at]) => key === 'x' && at <= timestamp).toSorted((a, b) => b[1] - a[1])[0];
        expect(storeWith(versions).readAt('x', timestamp)?.value).toBe(seen?.[2]);
      }),
    );
  });

  test('hands over all versions of some keys, and keeps none of what it drops', () => {
    const store = storeWith([
      ['a', 1, 'old'],
      ['a', 5, 'new'],
      ['m', 3, 'other'],
    ]);
    const isUpper = (key: string): boolean => key >= 'm';
    const other = new VersionStore();
    other.absorb(store.extract((key) => !isUpper(key)));
    store.drop((key) => !isUpper(key));
    expect(other.readAt('a', 4)?.value).toBe('old');
    expect(other.latest('a')?.value).toBe('new');
    expect(other.latest('m')).toBeUndefined();
    expect(store.latest('a')).toBeUndefined();
    expect(store.latest('m')?.value).toBe('other');
  });

  test('gives copies: what is written later is not in what was extracted', () => {
    const store = storeWith([['a', 1, 'old']]);
    const extracted = store.extract(() => true);
    store.write('a', 2, 'new');
    expect(extracted).toEqual([['a', [{ timestamp: 1, value: 'old' }]]]);
  });
});
