import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Call } from '../../../../../src/checkers/linearizability/spec.ts';
import { specNames, specOf } from '../../../../../src/checkers/linearizability/specs/catalog.ts';

const text = fc.constantFrom('', 'a', 'b', 'ab', 'ba');
const entries = fc.array(fc.constantFrom(0, 1), { maxLength: 3 });
const known = (f: string, value: fc.Arbitrary<unknown>): fc.Arbitrary<Call> =>
  value.map((one) => ({ f, argument: one, result: one, known: true }));

const anything = fc.oneof(text, entries, fc.constantFrom(null, 7));

/** By spec whose states grow: its states, calls that change them, and reads. */
const parts: Readonly<Record<string, Readonly<Record<'states' | 'updates' | 'reads', fc.Arbitrary<unknown>>>>> = {
  'key-value': {
    states: anything,
    updates: fc.oneof(
      known('put', anything),
      known('append', fc.oneof(text, fc.constant(7))),
      known('delete', fc.constant(null)),
    ),
    reads: known('get', anything),
  },
  'append-only-log': {
    states: entries,
    updates: known('append', fc.constantFrom(0, 1)),
    reads: known('read', entries),
  },
};

describe.each(specNames.map(specOf).filter(({ growth }) => growth !== undefined))('$name', (spec) => {
  const { states, updates, reads } = parts[spec.name]!;
  const { leadsTo, resets } = spec.growth!;

  test('what a read can’t follow any more stays so until an update resets it', () => {
    fc.assert(
      fc.property(states, updates, reads, (state, update, read) => {
        const next = spec.step(state, update as Call);
        expect(next).toHaveLength(1);
        const isReset = resets(update as Call, read as Call);
        if (isReset) expect(spec.overwriting).toContain((update as Call).f);
        if (leadsTo(state, read as Call)) return;
        expect(spec.step(state, read as Call)).toEqual([]);
        if (!isReset) expect(leadsTo(next[0], read as Call)).toBe(false);
      }),
      { numRuns: 5_000 },
    );
  });
});
