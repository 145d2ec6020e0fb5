import { describe, expect, test } from 'vitest';
import { decideFast } from '../../src/checkers/linearizability/fast/decide-fast.ts';
import { partitionCalls } from '../../src/checkers/linearizability/partition.ts';
import { specOf } from '../../src/checkers/linearizability/specs/catalog.ts';
import { ValueNumbers } from '../../src/checkers/linearizability/value-numbers.ts';
import { canonicalText } from '../../src/history/canonical.ts';
import { columnsOf } from '../../src/history/columns.ts';
import { hasOrder } from '../helpers/linearizability/brute-force.ts';
import { shapeOf } from '../helpers/linearizability/compare-with-brute-force.ts';
import { isOmittable, withoutOthers } from '../helpers/linearizability/core-parts.ts';
import { randomHistory } from '../helpers/linearizability/random-history.ts';
import { subjects } from '../helpers/linearizability/subjects.ts';
import { callsOf } from '../helpers/linearizability/validate-certificate.ts';

const HISTORIES = 1_000;
const FEWEST_VIOLATIONS = 25;

/** Texts that are appended twice: reads that are not named may tell them apart. */
const blurred: ReadonlySet<string> = new Set(['key-value, repeated texts', 'key-value, confusable texts']);

const decidable = subjects.filter(({ spec, name }) => specOf(spec).fast !== undefined && !blurred.has(name));

describe('what a polynomial checker names of a violation has no order by itself', () => {
  test.each(decidable)('$name', ({ spec: name, subject }) => {
    const spec = specOf(name);
    let violations = 0;
    for (let seed = 0; seed < HISTORIES; seed++) {
      const history = randomHistory(subject, shapeOf(seed), seed);
      const columns = columnsOf(history);
      const [partition] = partitionCalls(columns, spec, undefined).partitions;
      if (partition === undefined) continue;
      const numbers = new ValueNumbers(columns.values);
      const found = decideFast(spec, partition.calls, numbers, spec.initial);
      if (found?.kind !== 'violation') continue;
      violations++;
      const all = callsOf(history);
      const separate = spec.values ?? spec.valuesIn?.(all, spec.initial);
      const named = new Set(found.values.map((value) => canonicalText(numbers.valueOf(value))));
      const left = all.flatMap((call, row) => {
        const rest = withoutOthers(separate, call, named);
        const isKept = rest !== undefined && (!isOmittable(spec, rest) || found.reads.includes(row));
        return isKept ? [{ ...call, ...rest }] : [];
      });
      expect(hasOrder(spec, [{ state: spec.initial, left }]), `seed ${seed}: ${JSON.stringify(found)}`).toBe(false);
    }
    expect(violations).toBeGreaterThan(FEWEST_VIOLATIONS);
  });
});
