import { describe, expect, test } from 'vitest';
import { checkWithPorcupine } from '../../src/checkers/linearizability/second-opinion/check-with-porcupine.ts';
import { checkLinearizability } from '../../src/checkers/linearizability/check-linearizability.ts';
import { specOf } from '../../src/checkers/linearizability/specs/catalog.ts';
import { shapeOf } from '../helpers/linearizability/compare-with-brute-force.ts';
import { randomHistory } from '../helpers/linearizability/random-history.ts';
import { subjects } from '../helpers/linearizability/subjects.ts';
import { faultOf } from '../helpers/linearizability/validate-certificate.ts';

const HISTORIES = 400;

describe('the second opinion is the first one, and its order is possible', () => {
  test.each(subjects)('$name', ({ spec, subject }) => {
    const seen = { holds: 0, violated: 0 };
    for (let seed = 0; seed < HISTORIES; seed++) {
      const history = randomHistory(subject, shapeOf(seed), seed);
      const { verdict } = checkWithPorcupine(history, { spec });
      if (verdict.verdict === 'unknown') throw new Error(`seed ${seed}: ${verdict.reason}`);
      expect(`seed ${seed}: ${verdict.verdict}`).toBe(
        `seed ${seed}: ${checkLinearizability(history, { spec }).verdict}`,
      );
      if (verdict.verdict === 'holds') expect(faultOf(history, specOf(spec), verdict), `seed ${seed}`).toBeUndefined();
      if (verdict.verdict !== 'vacuous') seen[verdict.verdict]++;
    }
    expect(Math.min(seen.holds, seen.violated)).toBeGreaterThan(HISTORIES / 10);
  });
});
