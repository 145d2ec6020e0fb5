import { describe, expect, test } from 'vitest';
import { type DotSet, NO_DOTS } from '../../../../src/models/parts/causality/dot-set.ts';
import {
  compareVersions,
  contextOf,
  identityOf,
  mergeSiblings,
  type Version,
} from '../../../../src/models/parts/causality/version.ts';

function version(actor: string, count: number, context: DotSet = NO_DOTS): Version<string> {
  return { dot: { actor, count }, context, value: `${actor}${count}`, writtenMicros: 0 };
}

describe('compareVersions', () => {
  test('tells equal, descending, preceding and concurrent versions apart', () => {
    const first = version('a', 1);
    const after = version('b', 1, contextOf([first]));
    expect(compareVersions(first, first)).toBe('equal');
    expect(compareVersions(after, first)).toBe('descends');
    expect(compareVersions(first, after)).toBe('precedes');
    expect(compareVersions(first, version('b', 1))).toBe('concurrent');
  });

  test('two writes of one client that both saw nothing are concurrent', () => {
    expect(compareVersions(version('a', 2), version('a', 1))).toBe('concurrent');
  });
});

describe('mergeSiblings', () => {
  test('a write replaces what its writer had seen and keeps what it had not', () => {
    const [seen, unseen] = [version('a', 1), version('b', 1)];
    const written = version('c', 1, contextOf([seen]));
    expect(identityOf(mergeSiblings([seen, unseen], [written]))).toBe('b:1 c:1');
  });

  test('who read only the fifth write of a client does not replace the fourth', () => {
    const written = version('c', 1, contextOf([version('a', 5)]));
    expect(identityOf(mergeSiblings([version('a', 4), version('a', 5)], [written]))).toBe('a:4 c:1');
  });

  test('a put that is sent again stays one version', () => {
    const put = version('a', 1);
    expect(mergeSiblings([put], [{ ...put, writtenMicros: 7 }])).toEqual([put]);
  });

  test('a put that is sent again after it was replaced does not come back', () => {
    const put = version('a', 1);
    const next = version('b', 1, contextOf([put]));
    expect(identityOf(mergeSiblings([next], [put]))).toBe('b:1');
  });

  test('gives the very same siblings back when there is no news', () => {
    const stored = [version('a', 1), version('b', 1)];
    expect(mergeSiblings(stored, [version('a', 1)])).toBe(stored);
  });
});
