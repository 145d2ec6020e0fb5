import { describe, expect, test } from 'vitest';
import { specOf } from '../../src/checkers/linearizability/specs/catalog.ts';
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
