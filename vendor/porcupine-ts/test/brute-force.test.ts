import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkOperationsVerbose, type Model, type Operation, type State, toModel } from '../src/index.ts';
import { casHistories, keyValueHistories } from './arbitraries.ts';
import { checkByBruteForce, isLegalPrefix } from './brute-force.ts';
import { casRegister } from './models/cas-register.ts';
import { keyValue, wholeKeyValue } from './models/key-value.ts';

const RUNS = 2_000;

/** Compares the port with its twin, and makes sure that the histories are of both kinds. */
function expectAgreement<S extends State, I, O>(
  model: Model<S, I, O>,
  histories: fc.Arbitrary<Operation<I, O>[]>,
): void {
  const seen = { Ok: 0, Illegal: 0, Unknown: 0 };
  fc.assert(
    fc.property(histories, (history) => {
      const { result, info } = checkOperationsVerbose(model, history);
      const answers = info.partitions.map((partition) => checkByBruteForce(model, partition));
      expect(result).toBe(answers.every((answer) => answer.linearizable) ? 'Ok' : 'Illegal');
      info.partitions.forEach((partition, index) => {
        const partials = info.partialLinearizations[index]!;
        for (const partial of partials) expect(isLegalPrefix(model, partition, partial)).toBe(true);
        const longest = partition.map((_, id) => partials.find((partial) => partial.includes(id))?.length ?? 0);
        expect(longest).toEqual(answers[index]!.longest);
      });
      seen[result]++;
    }),
    { numRuns: RUNS },
  );
  expect(Math.min(seen.Ok, seen.Illegal)).toBeGreaterThan(RUNS / 20);
}

test('a CAS register, states compared by default', () => {
  expectAgreement(casRegister, casHistories);
});

test('a CAS register, states compared by a function', () => {
  expectAgreement({ ...casRegister, equal: (left, right) => left === right }, casHistories);
});

test('a CAS register whose hash puts all states together', () => {
  expectAgreement({ ...casRegister, equal: (left, right) => left === right, hash: () => 7 }, casHistories);
});

test('a key-value store split by key', () => {
  expectAgreement(keyValue, keyValueHistories);
});

test('a key-value store with a map as state', () => {
  expectAgreement(wholeKeyValue, keyValueHistories);
});

test('splitting by key does not change the verdict', () => {
  fc.assert(
    fc.property(keyValueHistories, (history) => {
      expect(checkOperationsVerbose(keyValue, history).result).toBe(
        checkOperationsVerbose(wholeKeyValue, history).result,
      );
    }),
    { numRuns: RUNS },
  );
});

test('a nondeterministic register that may lose writes', () => {
  const lossy = toModel<number | null, Parameters<typeof casRegister.step>[1], Parameters<typeof casRegister.step>[2]>({
    init: () => [null],
    step(state, input, output) {
      const next = casRegister.step(state, input, output);
      if (next === undefined) return [];
      return input.kind === 'write' ? [next, state] : [next];
    },
  });
  expectAgreement(lossy, casHistories);
});
