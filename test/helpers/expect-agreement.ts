import fc from 'fast-check';
import { expect } from 'vitest';
import type { Verdict } from '../../src/checkers/verdict.ts';
import type { History } from '../../src/history/history.ts';

/** So many histories, at least, must be wrong, and as many right: else an agreement says little. */
const LEAST_OF_EACH = 20;

/** Checks that a checker agrees with the definition, written out, on many histories. */
export function expectAgreement(
  histories: fc.Arbitrary<History>,
  check: (history: History) => Verdict,
  isWrong: (history: History) => boolean,
  runs: number,
): void {
  const seen = { wrong: 0, right: 0 };
  fc.assert(
    fc.property(histories, (history) => {
      const expected = isWrong(history);
      seen[expected ? 'wrong' : 'right']++;
      expect(check(history).verdict === 'violated', linesOf(history)).toBe(expected);
    }),
    { numRuns: runs },
  );
  expect(Math.min(seen.wrong, seen.right)).toBeGreaterThan(LEAST_OF_EACH);
}

function linesOf({ operations }: History): string {
  return operations.map((operation) => JSON.stringify(operation)).join('\n');
}
