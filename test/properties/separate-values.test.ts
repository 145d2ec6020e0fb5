import { describe, expect, test } from 'vitest';
import { checkLinearizability } from '../../src/checkers/linearizability/check-linearizability.ts';
import type { Call, SeparateValues, Spec } from '../../src/checkers/linearizability/spec.ts';
import { specOf } from '../../src/checkers/linearizability/specs/catalog.ts';
import { canonicalText } from '../../src/history/canonical.ts';
import { shapeOf } from '../helpers/linearizability/compare-with-brute-force.ts';
import { randomHistory } from '../helpers/linearizability/random-history.ts';
import { subjects } from '../helpers/linearizability/subjects.ts';
import { callsOf } from '../helpers/linearizability/validate-certificate.ts';

const HISTORIES = 400;
const FEWEST_LEFT_OUT = 100;

const separable = subjects.filter(({ spec: name }) => {
  const spec = specOf(name);
  return spec.values !== undefined || spec.valuesIn !== undefined;
});

describe('an allowed sequence without one of its values stays allowed', () => {
  test.each(separable)('$name', ({ spec: name, subject }) => {
    const spec = specOf(name);
    let leftOut = 0;
    for (let seed = 0; seed < HISTORIES; seed++) {
      const history = randomHistory(subject, shapeOf(seed), seed);
      const verdict = checkLinearizability(history, { spec });
      if (verdict.verdict !== 'holds' || verdict.certificate?.kind !== 'linearization') continue;
      const all = callsOf(history);
      const sequence = (verdict.certificate.orders[0]?.operations ?? []).map((index) =>
        all.find((call) => call.index === index)!,
      );
      const values = spec.values ?? spec.valuesIn?.(sequence, spec.initial);
      if (values === undefined) continue;
      for (const value of valuesOf(sequence, values)) {
        leftOut++;
        expect(isAllowedWithout(spec, values, sequence, value), `seed ${seed}, ${canonicalText(value)}`).toBe(true);
      }
    }
    expect(leftOut).toBeGreaterThan(FEWEST_LEFT_OUT);
  });
});

function valuesOf(calls: readonly Call[], values: SeparateValues): readonly unknown[] {
  return [...new Map(calls.flatMap((call) => values.of(call)).map((value) => [canonicalText(value), value])).values()];
}

/** From the beginning and, where values promise it, from each state on the way. */
function isAllowedWithout(spec: Spec, values: SeparateValues, sequence: readonly Call[], value: unknown): boolean {
  const reduced = sequence.map((call) =>
    values.of(call).some((one) => canonicalText(one) === canonicalText(value)) ? values.without(call, value) : call,
  );
  let states: readonly unknown[] = [spec.initial];
  for (let from = 0; from <= sequence.length; from++) {
    if (after(spec, states, reduced.slice(from)).length === 0) return false;
    if (!values.fromAnyState || from === sequence.length) break;
    states = after(spec, states, [sequence[from]]);
  }
  return true;
}

function after(spec: Spec, from: readonly unknown[], calls: readonly (Call | undefined)[]): readonly unknown[] {
  let states = from;
  for (const call of calls) {
    if (call === undefined) continue;
    // What nobody knows of may as well never have taken effect.
    states = states.flatMap((state) => [...spec.step(state, call), ...(call.known ? [] : [state])]);
  }
  return states;
}
