import { describe, expect, test } from 'vitest';
import { type SpecName, specOf } from '../../src/checkers/linearizability/specs/catalog.ts';
import { compareWithBruteForce } from '../helpers/linearizability/compare-with-brute-force.ts';
import { subjects } from '../helpers/linearizability/subjects.ts';

const HISTORIES_PER_SPEC = 10_000;
const FEWEST_SHARE = 0.1;

describe('every verdict and certificate agrees with brute force', () => {
  test.each(subjects)('$name', ({ spec, subject }) => {
    const sharing = subjects.filter((other) => other.spec === spec).length;
    const histories = Math.ceil(HISTORIES_PER_SPEC / sharing);
    const tally = compareWithBruteForce(subject, specOf(spec), 0, histories);
    expect(tally.holds + tally.violated).toBe(histories);
    expect(tally.holds).toBeGreaterThan(histories * FEWEST_SHARE);
    expect(tally.violated).toBeGreaterThan(histories * FEWEST_SHARE);
  });
});

/** Other states to begin with, as somebody may ask for them, and what the object has then. */
const beginnings: readonly (readonly [spec: SpecName, given: unknown])[] = [
  ['register', 2],
  ['cas-register', 2],
  ['versioned-register', [3, 'x']],
  ['key-value', 'a'],
  ['key-value', ''],
  ['mutex', true],
  ['owner-mutex', 'a'],
  ['fifo-queue', [2, 1]],
  ['fifo-queue', [1, 1]],
  ['stack', [2, 1]],
  ['priority-queue', [3, 1]],
  ['bag', [3, 1]],
  ['set', [1, 0]],
  ['counter', 2],
  ['append-only-log', [1, 0]],
];

const HISTORIES_PER_BEGINNING = 300;

describe('also when the object begins otherwise', () => {
  test.each(beginnings)('%s %j', (name, given) => {
    const spec = specOf(name);
    const initial = spec.beginning === undefined ? given : spec.beginning.from(given);
    for (const { subject } of subjects.filter((other) => other.spec === name)) {
      const begun = { ...subject, initial: given };
      const tally = compareWithBruteForce(begun, { ...spec, initial }, 0, HISTORIES_PER_BEGINNING);
      expect(tally.holds).toBeGreaterThan(HISTORIES_PER_BEGINNING * FEWEST_SHARE);
      expect(tally.violated).toBeGreaterThan(HISTORIES_PER_BEGINNING * FEWEST_SHARE);
    }
  });
});
