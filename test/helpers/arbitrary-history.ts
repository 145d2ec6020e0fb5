import fc from 'fast-check';
import { History } from '../../src/history/history.ts';
import type { Operation } from '../../src/history/operation.generated.ts';

const exactInteger = fc.oneof(
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 80n }),
  fc.bigInt({ min: -(2n ** 80n), max: -(2n ** 53n) }),
);

const scalar = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.maxSafeInteger().map((integer) => (integer === 0 ? 0 : integer)),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number)),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('x', '1', '', 'a"b\\c', 'tab\there'),
  fc.boolean(),
  fc.constant(null),
  exactInteger,
);

/** Values as the formats carry them without loss: JSON, and integers of any size. */
const anyValue: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, scalar, tie('array'), tie('object')),
  array: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.dictionary(fc.oneof(fc.string({ maxLength: 6 }), fc.nat(20).map(String)), tie('value'), {
    maxKeys: 4,
    noNullPrototype: true,
  }),
})).value;

const transaction = fc.array(
  fc.oneof(
    fc.tuple(fc.constant('r'), fc.nat(3), fc.oneof(fc.constant(null), fc.array(fc.nat(9), { maxLength: 4 }))),
    fc.tuple(fc.constant('append'), fc.nat(3), fc.nat(99)),
  ),
  { minLength: 1, maxLength: 4 },
);

const request = fc.oneof(
  fc.record({ f: fc.constantFrom('read', 'write', 'cas', 'odd name', 'ünï'), value: anyValue }),
  fc.record({ f: fc.constant('txn'), value: transaction }),
);

const step = fc.record({
  actor: fc.oneof({ weight: 6, arbitrary: fc.nat(4) }, { weight: 1, arbitrary: fc.constantFrom('nemesis', 'node 1') }),
  request,
  outcome: fc.constantFrom('ok', 'ok', 'fail', 'info'),
  result: anyValue,
  elapsed: fc.nat(1_000_000),
  error: fc.option(anyValue, { nil: undefined }),
  extra: fc.option(fc.record({ commitTimestamp: fc.nat() }), { nil: undefined }),
});

/** Well-formed histories: threads that invoke and complete in turn, and take a new process number after `info`. */
export const anyHistory: fc.Arbitrary<History> = fc.array(step, { maxLength: 40 }).map((steps) => {
  const operations: Operation[] = [];
  const open = new Map<number, Operation>();
  const lives = new Map<number, number>();
  let time = 0;
  for (const { actor, request, outcome, result, elapsed, error, extra } of steps) {
    const index = operations.length;
    time += elapsed;
    if (typeof actor === 'string') {
      operations.push({ index, time, process: actor, type: 'info', ...request });
      continue;
    }
    const process = actor + 5 * (lives.get(actor) ?? 0);
    const invocation = open.get(actor);
    if (invocation === undefined) {
      const invoke: Operation = { index, time, process, type: 'invoke', ...request };
      open.set(actor, invoke);
      operations.push(invoke);
      continue;
    }
    open.delete(actor);
    const value = outcome === 'ok' && invocation.f !== 'txn' ? result : invocation.value;
    const details = outcome === 'ok' ? extra : error === undefined ? undefined : { error };
    operations.push({ index, time, process, type: outcome, f: invocation.f, value, ...details });
    if (outcome === 'info') lives.set(actor, (lives.get(actor) ?? 0) + 1);
  }
  return new History(operations);
});
