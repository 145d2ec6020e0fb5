import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkExternalConsistency } from '../../src/checkers/external-consistency/check-external-consistency.ts';
import { timeline, type Step } from '../helpers/timeline.ts';

type Access = readonly [f: string, key: string, value: unknown];

interface Draft {
  readonly from: number;
  readonly length: number;
  readonly timestamp: number;
  readonly kind: 'commit' | 'strong' | 'stale' | 'unknown';
  readonly accesses: readonly { readonly isRead: boolean; readonly key: 'x' | 'y'; readonly mistake: number }[];
}

/** What a draft became: `at` is its timestamp, for an unknown one a guess or undefined for never. */
interface Placed {
  readonly draft: Draft;
  readonly at: number | undefined;
  readonly accesses: readonly Access[];
}

function drafts(kinds: readonly Draft['kind'][]): fc.Arbitrary<Draft[]> {
  const access = fc.record({
    isRead: fc.boolean(),
    key: fc.constantFrom('x' as const, 'y' as const),
    mistake: fc.nat(11),
  });
  const draft = fc.record({
    from: fc.nat(8),
    length: fc.integer({ min: 1, max: 6 }),
    timestamp: fc.integer({ min: 1, max: 9 }),
    kind: fc.constantFrom(...kinds),
    accesses: fc.array(access, { minLength: 1, maxLength: 2 }),
  });
  return fc.array(draft, { minLength: 1, maxLength: 4 });
}

/** Gives every write its own value, and every read what the definition says, or now and then something near it. */
function place(all: readonly Draft[], isList: boolean, guesses: readonly (number | undefined)[]): Placed[] {
  const written = all.map((draft, t): Placed => {
    const accesses = draft.accesses.map(({ isRead, key }, i): Access => {
      const readOnly = draft.kind === 'strong' || draft.kind === 'stale';
      return isRead || readOnly ? ['r', key, null] : [isList ? 'append' : 'w', key, 10 * (t + 1) + i];
    });
    return { draft, at: draft.kind === 'unknown' ? guesses[t] : draft.timestamp, accesses };
  });
  return written.map((one) => ({
    ...one,
    accesses: one.accesses.map(([f, key], i): Access => {
      if (f !== 'r') return one.accesses[i]!;
      const right = expected(written, one, i, isList);
      const { mistake } = one.draft.accesses[i]!;
      if (mistake > 1) return ['r', key, right];
      if (isList) return ['r', key, mistake === 0 ? (right as unknown[]).slice(0, -1) : right];
      return ['r', key, mistake === 0 ? null : right];
    }),
  }));
}

/** The definition: what is committed below an operation's timestamp (at it, too, for a read-only one), and its own writes before. */
function expected(all: readonly Placed[], one: Placed, place: number, isList: boolean): unknown {
  const key = one.accesses[place]![1];
  const isReadOnly = one.draft.kind === 'strong' || one.draft.kind === 'stale';
  const values = all
    .filter(({ at }) => at !== undefined && (at < one.at! || (isReadOnly && at === one.at)))
    .filter((other) => other !== one)
    .toSorted((a, b) => a.at! - b.at!)
    .flatMap(({ accesses }) => accesses)
    .concat(one.accesses.slice(0, place))
    .filter(([f, k]) => f !== 'r' && k === key)
    .map(([, , value]) => value);
  return isList ? values : (values.at(-1) ?? null);
}

/** Whether some placement of the unknown ones obeys all rules; the slow twin. */
function isConsistent(placed: readonly Placed[], isList: boolean): boolean {
  const inPlace = placed.filter(({ at }) => at !== undefined);
  const commits = inPlace.filter(({ draft }) => draft.kind === 'commit' || draft.kind === 'unknown');
  const uses = ({ accesses }: Placed, key: string): boolean => accesses.some(([, k]) => k === key);
  const writes = ({ accesses }: Placed, key: string): boolean => accesses.some(([f, k]) => f !== 'r' && k === key);
  const clash = commits.some((a) =>
    commits.some((b) => a !== b && a.at === b.at && ['x', 'y'].some((key) => uses(a, key) && writes(b, key))),
  );
  if (clash) return false;
  const known = inPlace.filter(({ draft }) => draft.kind !== 'unknown');
  const right = known.every((one) =>
    one.accesses.every(
      ([f, , value], i) => f !== 'r' || JSON.stringify(value) === JSON.stringify(expected(inPlace, one, i, isList)),
    ),
  );
  return right && inPlace.every((later) => inPlace.every((earlier) => inOrder(earlier, later, commits)));
}

/** Invocations at even times and completions at odd ones, so that no two of them tie. */
function startOf({ from }: Draft): number {
  return 2 * from;
}

function endOf({ from, length }: Draft): number {
  return 2 * (from + length) - 1;
}

function inOrder(earlier: Placed, later: Placed, commits: readonly Placed[]): boolean {
  if (earlier.draft.kind === 'unknown' || later.draft.kind === 'stale') return true;
  if (endOf(earlier.draft) > startOf(later.draft)) return true;
  const isReadOnly = earlier.draft.kind !== 'commit';
  const seen = earlier.accesses
    .filter(([f]) => f === 'r')
    .flatMap(([, key, value]) => [value].flat().map((one) => `${key} ${String(one)}`));
  const saw = commits.filter(
    (commit) =>
      commit.draft.kind === 'commit' &&
      commit.accesses.some(([f, key, value]) => f !== 'r' && seen.includes(`${key} ${String(value)}`)),
  );
  const floor = isReadOnly ? Math.max(-Infinity, ...saw.map(({ at }) => at!)) : earlier.at!;
  return later.draft.kind === 'strong' ? floor <= later.at! : floor < later.at!;
}

function judge(placed: readonly Placed[]): string {
  const steps = placed.map(({ draft, accesses }, client): Step => {
    const { kind, timestamp } = draft;
    const from = startOf(draft);
    if (kind === 'unknown') return { client, from, f: 'txn', value: accesses.filter(([f]) => f !== 'r') };
    const extra =
      kind === 'commit' ? { commitTimestamp: timestamp } : { readTimestamp: timestamp, strong: kind === 'strong' };
    return { client, from, to: endOf(draft), f: 'txn', value: accesses, extra };
  });
  return checkExternalConsistency(timeline(...steps)).verdict;
}

describe('external consistency', () => {
  it.each([true, false])('of acknowledged operations is what its definition says (lists: %s)', (isList) => {
    fc.assert(
      fc.property(drafts(['commit', 'commit', 'strong', 'stale']), (all) => {
        const placed = place(all, isList, []);
        expect(judge(placed)).toBe(isConsistent(placed, isList) ? 'holds' : 'violated');
      }),
      { numRuns: 3000 },
    );
  });

  it.each([true, false])(
    'is never denied where some fate of the unknown outcomes explains everything (lists: %s)',
    (isList) => {
      const guess = fc.option(
        fc.integer({ min: 0, max: 9 }).map((n) => n + 0.5),
        { nil: undefined },
      );
      fc.assert(
        fc.property(
          drafts(['commit', 'strong', 'stale', 'unknown']),
          fc.array(guess, { minLength: 4, maxLength: 4 }),
          (all, guesses) => {
            const placed = place(all, isList, guesses);
            if (isConsistent(placed, isList)) expect(judge(placed)).not.toBe('violated');
          },
        ),
        { numRuns: 3000 },
      );
    },
  );
});
