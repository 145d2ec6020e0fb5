import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkMinorityRefuses } from '../../src/checkers/availability/minority-refuses.ts';
import { Recording } from '../helpers/recording.ts';
import { isCutOffSlowly } from '../helpers/slow/minority.ts';

const SERVERS = ['s1', 's2', 's3', 's4'];
const server = fc.constantFrom(...SERVERS);
const grudge = fc.dictionary(server, fc.uniqueArray(server, { maxLength: 3 }), { maxKeys: 4 });
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('cut' as const), deaf: grudge }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('crash' as const), targets: fc.uniqueArray(server, { maxLength: 2 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('end' as const), nth: fc.nat({ max: 5 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('ask' as const), client: fc.nat({ max: 3 }) }) },
);

test('who is cut off from the majority is found by reach in a graph as by following every rumour', () => {
  const seen = { cutOff: 0, connected: 0 };
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
      const history = record(steps).history();
      const expected = history.invocations.filter((invocation) => isCutOffSlowly(history, invocation, SERVERS));
      const verdict = checkMinorityRefuses(history);
      seen.cutOff += expected.length;
      seen.connected += history.invocations.length - expected.length;
      expect(verdict.exercised['minorityOperations']).toBe(expected.length);
      expect(verdict.verdict === 'violated').toBe(expected.some(({ outcome }) => outcome === 'ok'));
    }),
    { numRuns: 600 },
  );
  expect(Math.min(seen.cutOff, seen.connected)).toBeGreaterThan(100);
});

/** Asking begins or ends an operation of the client; `end` ends the nth fault. */
function record(steps: readonly (typeof step extends fc.Arbitrary<infer Step> ? Step : never)[]): Recording {
  const recording = new Recording(SERVERS);
  const asking = new Set<number>();
  const faults: string[] = [];
  for (const [at, drawn] of steps.entries()) {
    if (drawn.kind === 'ask') {
      if (asking.delete(drawn.client)) recording.complete(drawn.client, at % 2 === 0 ? 'ok' : 'fail');
      else {
        asking.add(drawn.client);
        recording.invoke(drawn.client, 'write', ['x', at]);
      }
    } else if (drawn.kind === 'end') {
      const kind = faults[drawn.nth];
      if (kind !== undefined) recording.stop(kind, drawn.nth);
    } else {
      const kind = drawn.kind === 'cut' ? 'partition' : 'crash';
      recording.start(kind, faults.length, drawn.kind === 'cut' ? { deaf: drawn.deaf } : { targets: drawn.targets });
      faults.push(kind);
    }
  }
  return recording;
}
