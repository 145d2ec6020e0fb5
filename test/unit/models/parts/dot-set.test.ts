import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDot,
  type Dot,
  type DotSet,
  formatDots,
  hasDot,
  NO_DOTS,
  uniteDots,
} from '../../../../src/models/parts/causality/dot-set.ts';

const anyDot = fc.record({ actor: fc.constantFrom('a', 'b', 'c'), count: fc.integer({ min: 1, max: 8 }) });
const anyDots = fc.array(anyDot, { maxLength: 12 });

function setOf(dots: readonly Dot[]): DotSet {
  return dots.reduce(addDot, NO_DOTS);
}

/** The obvious set of dots. */
function namesOf(dots: readonly Dot[]): Set<string> {
  return new Set(dots.map(({ actor, count }) => `${actor}${count}`));
}

const ALL: readonly Dot[] = ['a', 'b', 'c'].flatMap((actor) =>
  Array.from({ length: 9 }, (_, nth) => ({ actor, count: nth + 1 })),
);

describe('a set of dots', () => {
  test('has a dot without those before it', () => {
    const set = setOf([{ actor: 'a', count: 5 }]);
    expect(hasDot(set, { actor: 'a', count: 5 })).toBe(true);
    expect(hasDot(set, { actor: 'a', count: 4 })).toBe(false);
    expect(formatDots(set)).toBe('a:0+5');
  });

  test('is a plain version vector when nothing is missing', () => {
    expect(formatDots(setOf([2, 3, 1].map((count) => ({ actor: 'a', count }))))).toBe('a:3');
  });

  test('holds what was put in, and nothing else', () => {
    fc.assert(
      fc.property(anyDots, (dots) => {
        const [set, names] = [setOf(dots), namesOf(dots)];
        for (const dot of ALL) expect(hasDot(set, dot)).toBe(names.has(`${dot.actor}${dot.count}`));
      }),
    );
  });

  test('unites as sets do', () => {
    fc.assert(
      fc.property(anyDots, anyDots, (a, b) => {
        const united = uniteDots(setOf(a), setOf(b));
        expect(formatDots(united)).toBe(formatDots(setOf([...a, ...b])));
        expect(formatDots(united)).toBe(formatDots(uniteDots(setOf(b), setOf(a))));
      }),
    );
  });
});
