import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTimestamps } from '../../src/checkers/timestamps/check-timestamps.ts';
import { TimestampMonitor } from '../../src/checkers/timestamps/timestamp-monitor.ts';
import type { History } from '../../src/history/history.ts';
import type { Operation } from '../../src/history/operation.generated.ts';
import { timeline, type Step } from '../helpers/timeline.ts';

type Access = readonly [f: string, key: string, value: unknown];
type Level = 'serializable' | 'strict-serializable' | 'snapshot-isolation' | 'strong-snapshot-isolation';

interface Draft {
  readonly from: number;
  readonly length: number;
  readonly start: number;
  readonly duration: number;
  readonly fate: 'ok' | 'info' | 'fail';
  readonly accesses: readonly { readonly isRead: boolean; readonly key: 'x' | 'y'; readonly mistake: number }[];
}

interface Placed {
  readonly draft: Draft;
  readonly start: number;
  readonly commit: number;
  readonly accesses: readonly Access[];
}

const LEVELS: readonly Level[] = [
  'serializable',
  'strict-serializable',
  'snapshot-isolation',
  'strong-snapshot-isolation',
];

function drafts(...fates: readonly Draft['fate'][]): fc.Arbitrary<readonly Draft[]> {
  const access = fc.record({
    isRead: fc.boolean(),
    key: fc.constantFrom('x' as const, 'y' as const),
    mistake: fc.nat(14),
  });
  return fc.array(
    fc.record({
      from: fc.nat(8),
      length: fc.integer({ min: 1, max: 6 }),
      start: fc.nat(6),
      duration: fc.integer({ min: 1, max: 3 }),
      fate: fc.constantFrom(...fates),
      accesses: fc.array(access, { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 5 },
  );
}

/** Starts at even timestamps and commits at odd ones of its own; every write is unique, and every read right but for mistakes. */
function place(all: readonly Draft[], base: 'serializable' | 'snapshot-isolation', isList: boolean): Placed[] {
  const bare = all.map((draft, t): Placed => {
    const start = 20 * draft.start;
    const accesses = draft.accesses.map(({ isRead, key }, i): Access =>
      isRead ? ['r', key, null] : [isList ? 'append' : 'w', key, 10 * (t + 1) + i],
    );
    return { draft, start, commit: start + 20 * draft.duration - 2 * t - 1, accesses };
  });
  return bare.map((one) => ({
    ...one,
    accesses: one.accesses.map((access, i): Access => {
      if (access[0] !== 'r') return access;
      const right = expected(bare, one, i, base, isList);
      const { mistake } = one.draft.accesses[i]!;
      if (mistake > 1) return ['r', access[1], right];
      const near = isList ? (right as unknown[]).slice(0, -1) : mistake === 0 ? null : 11;
      return ['r', access[1], near];
    }),
  }));
}

/** The definition: what is committed at or below the snapshot, in the order of commits, and what the transaction itself wrote before. */
function expected(all: readonly Placed[], one: Placed, place: number, base: string, isList: boolean): unknown {
  const below = base === 'serializable' ? one.commit - 1 : one.start;
  const key = one.accesses[place]![1];
  const values = all
    .filter((other) => other !== one && other.draft.fate === 'ok' && other.commit <= below)
    .toSorted((a, b) => a.commit - b.commit)
    .flatMap(({ accesses }) => accesses)
    .concat(one.accesses.slice(0, place))
    .filter(([f, k]) => f !== 'r' && k === key)
    .map(([, , value]) => value);
  return isList ? values : (values.at(-1) ?? null);
}

/** The slow twin, for acknowledged transactions only. */
function isAllowed(all: readonly Placed[], level: Level, isList: boolean): boolean {
  const base = level.endsWith('serializable') ? 'serializable' : 'snapshot-isolation';
  const right = all.every((one) =>
    one.accesses.every(
      ([f, , value], i) => f !== 'r' || JSON.stringify(value) === JSON.stringify(expected(all, one, i, base, isList)),
    ),
  );
  const writes = ({ accesses }: Placed, key: string): boolean => accesses.some(([f, k]) => f !== 'r' && k === key);
  const conflict = all.some((a) =>
    all.some(
      (b) => a.commit < b.commit && b.start < a.commit && ['x', 'y'].some((key) => writes(a, key) && writes(b, key)),
    ),
  );
  const view = (one: Placed): number => (base === 'serializable' ? one.commit : one.start);
  const disorder = all.some((a) => all.some((b) => endOf(a) < 2 * b.draft.from && a.commit > view(b)));
  return right && !(base === 'snapshot-isolation' && conflict) && !(level.startsWith('str') && disorder);
}

function endOf({ draft }: Placed): number {
  return 2 * (draft.from + draft.length) - 1;
}

function toHistory(all: readonly Placed[]): History {
  return timeline(
    ...all.map((one, client): Step => {
      const { fate, from } = one.draft;
      const extra = { startTimestamp: one.start, commitTimestamp: one.commit };
      const value = fate === 'ok' ? one.accesses : one.accesses.filter(([f]) => f !== 'r');
      const end = fate === 'info' ? {} : { to: endOf(one), type: fate };
      return { client, from: 2 * from, ...end, f: 'txn', value, ...(fate === 'ok' ? { extra } : {}) };
    }),
  );
}

/** Feeds a history line by line; the watermark is at most right below all timestamps that are still to come. */
function watch({ operations }: History, level: Level, lags: readonly number[]): boolean {
  const monitor = new TimestampMonitor({ level });
  const startOf = ({ type, ...fields }: Operation): number =>
    type === 'ok' ? (fields['startTimestamp'] as number) : Infinity;
  let found = 0;
  operations.forEach((operation, i) => {
    const next = Math.min(...operations.slice(i).map(startOf));
    if (next < Infinity) found += monitor.advance(next - 1 - 10 * (lags[i % lags.length] ?? 0)).length;
    monitor.push(operation);
  });
  return found + monitor.advance(Infinity).length === 0;
}

describe.each([true, false])('levels by timestamps (lists: %s)', (isList) => {
  it('are decided as their definitions say', () => {
    fc.assert(
      fc.property(drafts('ok'), fc.constantFrom(...LEVELS), (all, level) => {
        const placed = place(all, level.endsWith('serializable') ? 'serializable' : 'snapshot-isolation', isList);
        const { verdict } = checkTimestamps(toHistory(placed), { level });
        expect({ level, verdict }).toEqual({ level, verdict: isAllowed(placed, level, isList) ? 'holds' : 'violated' });
      }),
      { numRuns: 1500 },
    );
  });

  it('are decided alike while the history grows, whatever the watermark', () => {
    const lags = fc.array(fc.nat(3), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(drafts('ok', 'ok', 'ok', 'info', 'fail'), fc.constantFrom(...LEVELS), lags, (all, level, lag) => {
        const history = toHistory(
          place(all, level.endsWith('serializable') ? 'serializable' : 'snapshot-isolation', isList),
        );
        const { verdict } = checkTimestamps(history, { level });
        if (verdict !== 'vacuous')
          expect({ level, holds: watch(history, level, lag) }).toEqual({ level, holds: verdict === 'holds' });
      }),
      { numRuns: 1500 },
    );
  });
});
