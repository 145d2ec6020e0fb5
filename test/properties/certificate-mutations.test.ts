import { describe, expect, test } from 'vitest';
import type { Core, CoreOperation } from '../../src/checkers/linearizability/certificate.ts';
import { checkLinearizability } from '../../src/checkers/linearizability/check-linearizability.ts';
import type { Call, Spec } from '../../src/checkers/linearizability/spec.ts';
import { specOf } from '../../src/checkers/linearizability/specs/catalog.ts';
import type { Holds, Violated } from '../../src/checkers/verdict.ts';
import { canonicalText } from '../../src/history/canonical.ts';
import { shapeOf } from '../helpers/linearizability/compare-with-brute-force.ts';
import { randomHistory } from '../helpers/linearizability/random-history.ts';
import { subjects } from '../helpers/linearizability/subjects.ts';
import { callsOf, faultOf } from '../helpers/linearizability/validate-certificate.ts';

const HISTORIES = 200;
const FEWEST_MUTANTS = 100;

type Mutant = readonly [what: string, verdict: Holds | Violated];

describe('the validator refuses a certificate that was changed, so no part of a core can be left out', () => {
  test.each(subjects)('$name', ({ spec: name, subject }) => {
    const spec = specOf(name);
    let mutants = 0;
    for (let seed = 0; seed < HISTORIES; seed++) {
      const history = randomHistory(subject, shapeOf(seed), seed);
      const verdict = checkLinearizability(history, { spec });
      if (verdict.verdict !== 'holds' && verdict.verdict !== 'violated') continue;
      // An order of nothing has nothing to change.
      if (verdict.exercised['ok'] === 0) continue;
      expect(faultOf(history, spec, verdict), `seed ${seed}`).toBeUndefined();
      const calls = new Map(callsOf(history).map((call) => [call.index, call]));
      const changed =
        verdict.verdict === 'holds'
          ? wrongOrders(verdict, (a, b) => (calls.get(a)!.ret ?? Infinity) < calls.get(b)!.call)
          : [...wrongCores(verdict), ...coresWithoutValue(verdict, spec, callsOf(history))];
      for (const [what, mutant] of changed) {
        mutants++;
        expect(faultOf(history, spec, mutant), `seed ${seed}: ${what} of ${JSON.stringify(verdict)}`).toBeDefined();
      }
    }
    expect(mutants).toBeGreaterThan(FEWEST_MUTANTS);
  });
});

/** @param mustPrecede whether the first of two operations returned before the second was invoked */
function* wrongOrders(verdict: Holds, mustPrecede: (a: number, b: number) => boolean): Generator<Mutant> {
  const { certificate } = verdict;
  if (certificate?.kind !== 'linearization') throw new Error('no order');
  const [{ operations }] = certificate.orders as [{ operations: readonly number[] }];
  const withOrder = (order: readonly number[]): Holds => ({
    ...verdict,
    certificate: { kind: 'linearization', orders: [{ operations: order }] },
  });
  yield ['an operation twice', withOrder([...operations, operations[0]!])];
  yield ['an operation that is none', withOrder([...operations, -1])];
  for (let i = 0; i + 1 < operations.length; i++) {
    const [a, b] = [operations[i]!, operations[i + 1]!];
    if (!mustPrecede(a, b)) continue;
    const order = [...operations.slice(0, i), b, a, ...operations.slice(i + 2)];
    yield [`${b} before ${a}`, withOrder(order)];
  }
}

function* wrongCores(verdict: Violated): Generator<Mutant> {
  const [core] = verdict.certificate!.cores;
  const withCore = (changed: Core): Violated => ({ ...verdict, certificate: { kind: 'core', cores: [changed] } });
  const withOperations = (operations: readonly CoreOperation[]): Violated => withCore({ ...core, operations });
  yield ['without configurations', withCore({ ...core, configurations: [] })];
  for (const [i, operation] of core.operations.entries()) {
    const others = (changed: readonly CoreOperation[]): readonly CoreOperation[] => [
      ...core.operations.slice(0, i),
      ...changed,
      ...core.operations.slice(i + 1),
    ];
    yield [`without ${operation.index}`, withOperations(others([]))];
    const other = Array.isArray(operation.argument) ? [...(operation.argument as unknown[]), ['w', 'z', 0]] : 'else';
    yield [`${operation.index} asked for something else`, withOperations(others([{ ...operation, argument: other }]))];
    yield [`${operation.index} invoked later`, withOperations(others([{ ...operation, call: operation.call + 1 }]))];
    if (operation.ret !== undefined)
      yield [`${operation.index} returned sooner`, withOperations(others([{ ...operation, ret: operation.ret - 1 }]))];
  }
}

/** Cores that lack one value more. */
function* coresWithoutValue(verdict: Violated, spec: Spec, calls: readonly Call[]): Generator<Mutant> {
  const [core] = verdict.certificate!.cores;
  const values = spec.values ?? spec.valuesIn?.(calls, spec.initial);
  const texts = new Map(
    core.operations.flatMap((call) => values?.of(call) ?? []).map((value) => [canonicalText(value), value]),
  );
  for (const [text, value] of texts) {
    const operations = core.operations.flatMap((call) => {
      const isAbout = values!.of(call).some((one) => canonicalText(one) === text);
      const rest = isAbout ? values!.without(call, value) : call;
      return rest === undefined ? [] : [{ ...call, ...rest }];
    });
    yield [
      `without the value ${text}`,
      { ...verdict, certificate: { kind: 'core', cores: [{ ...core, operations }] } },
    ];
  }
}
