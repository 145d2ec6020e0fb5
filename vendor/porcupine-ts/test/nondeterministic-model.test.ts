import { describe, expect, test } from 'vitest';
import { checkEventsVerbose, type NondeterministicModel, toModel, visualize } from '../src/index.ts';
import { events } from './histories.ts';

type Input =
  { readonly kind: 'put-any'; readonly values: readonly number[] } | { readonly kind: 'get-any' | 'get-all' };
type Values = readonly number[];

function subsets(values: Values): Values[] {
  return values.reduce<Values[]>((found, value) => [...found, ...found.map((subset) => [...subset, value])], [[]]);
}

const sameSet = (left: Values, right: Values) =>
  left.length === right.length && left.every((each) => right.includes(each));

/** `put-any` stores some of its values, `get-any` reads some of the stored ones, `get-all` reads all of them. */
const register: NondeterministicModel<Values, Input, Values> = {
  init: () => [[]],
  step(state, input, output) {
    if (input.kind === 'put-any') return subsets(input.values);
    const fits = input.kind === 'get-all' ? sameSet(state, output) : output.every((each) => state.includes(each));
    return fits ? [state] : [];
  },
  equal: sameSet,
};
const hashed: typeof register = { ...register, hash: (state) => state.reduce((sum, value) => sum + value, 0) };

/** A put that overlaps reads of 2 and of 1 and 4, and a read of everything. */
function readsWhilePutting(all: Values) {
  return events<Input, Values>([
    [0, { kind: 'put-any', values: [1, 2, 3, 4] }],
    [1, { kind: 'get-any' }],
    [2, { kind: 'get-any' }],
    [3, { kind: 'get-all' }],
    [2, [2], 'return'],
    [1, [1, 4], 'return'],
    [3, all, 'return'],
    [0, [], 'return'],
  ]);
}

describe.each([
  ['without hash', register],
  ['with hash', hashed],
])('a nondeterministic register %s', (_, nondeterministic) => {
  const model = toModel(nondeterministic);

  test('all reads must agree on what was stored', () => {
    expect(checkEventsVerbose(model, readsWhilePutting([1, 2, 4])).result).toBe('Ok');
    expect(checkEventsVerbose(model, readsWhilePutting([4, 3, 2, 1])).result).toBe('Ok');
    expect(checkEventsVerbose(model, readsWhilePutting([1, 2, 3])).result).toBe('Illegal');
  });

  test('its partial linearizations can be shown', () => {
    const { info } = checkEventsVerbose(model, readsWhilePutting([1, 2, 3]));
    expect(visualize(model, info)).toContain('{[]}');
  });
});

describe('the power set construction', () => {
  const stepping = (next: (state: number) => number[]): NondeterministicModel<number, null, null> => ({
    init: () => [1, 2, 2],
    step: next,
  });

  test('joins what each state leads to, and keeps each state once', () => {
    const model = toModel(stepping((state) => [state, state + 1]));
    expect(model.init()).toEqual([1, 2]);
    expect(model.step([1, 2], null, null)).toEqual([1, 2, 3]);
  });

  test('drops states that lead nowhere, and fails when none is left', () => {
    const model = toModel(stepping((state) => (state > 1 ? [state] : [])));
    expect(model.step([1, 2], null, null)).toEqual([2]);
    expect(model.step([1], null, null)).toBeUndefined();
  });

  test('compares sets without regard to order; NaN is a state like others', () => {
    const model = toModel(stepping(() => []));
    expect(model.equal!([1, NaN], [NaN, 1])).toBe(true);
    expect(model.equal!([1, 2], [1, 3])).toBe(false);
    expect(model.equal!([1], [1, 2])).toBe(false);
  });

  test('hashes sets without regard to order', () => {
    const model = toModel({ ...stepping(() => []), hash: (state) => state });
    expect(model.hash!([1, 2])).toBe(model.hash!([2, 1]));
    expect(model.hash!([1, 2])).not.toBe(model.hash!([1, 3]));
    expect('hash' in toModel(stepping(() => []))).toBe(false);
  });

  test('describes a set by its states', () => {
    const described = toModel({ ...stepping(() => []), describeState: (state) => `#${state}` });
    expect(described.describeState!([1, 2])).toBe('{#1, #2}');
  });

  test('keeps the functions of the model, bound to it', () => {
    class Described {
      readonly word = 'did';
      init = () => [0];
      step = () => [0];
      describeOperation(input: null) {
        return `${this.word} ${input}`;
      }
      describeOperationMetadata(metadata: unknown) {
        return `${this.word} ${String(metadata)}`;
      }
      partition(history: readonly never[]) {
        return [history, [this.word] as never[]];
      }
    }
    const model = toModel(new Described());
    expect(model.describeOperation!(null, null)).toBe('did null');
    expect(model.describeOperationMetadata!('it')).toBe('did it');
    expect(model.partition!([])).toEqual([[], ['did']]);
    expect('partitionEvent' in model).toBe(false);
  });
});
