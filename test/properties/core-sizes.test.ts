import { describe, expect, test } from 'vitest';
import { specOf } from '../../src/checkers/linearizability/specs/catalog.ts';
import { coreSizesOf } from '../helpers/linearizability/core-sizes.ts';
import { subjects } from '../helpers/linearizability/subjects.ts';

const VIOLATIONS = 200;
const MOST_OPERATIONS = 6;

/** Objects that hold one thing at a time: a value of each register, an owner, or a text. */
const registerLike: ReadonlySet<string> = new Set([
  'key-value',
  'register',
  'cas-register',
  'versioned-register',
  'multi-register',
  'mutex',
  'owner-mutex',
]);

/** Texts that can't be told apart in what was read: their cores may be larger. */
const blurred: ReadonlySet<string> = new Set(['key-value, repeated texts', 'key-value, confusable texts']);

describe('a core of what holds one thing at a time has at most six operations', () => {
  test.each(subjects.filter(({ spec, name }) => registerLike.has(spec) && !blurred.has(name)))(
    '$name',
    ({ spec, subject }) => {
      const { sizes, undecided } = coreSizesOf(subject, specOf(spec), VIOLATIONS);
      expect(undecided).toBe(0);
      expect([...sizes.values()].reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(VIOLATIONS);
      expect(Math.max(...sizes.keys())).toBeLessThanOrEqual(MOST_OPERATIONS);
    },
  );
});
