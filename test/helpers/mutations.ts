import fc from 'fast-check';
import { expect } from 'vitest';
import { judge } from '../../src/claims/judge.ts';
import type { GuaranteeName, PresetName } from '../../src/claims/vocabulary.ts';
import { History } from '../../src/history/history.ts';
import type { Operation } from '../../src/history/operation.generated.ts';
import { drawPlan } from '../../src/search/draw-plan.ts';
import { simulate } from '../../src/search/simulate.ts';

type Lines = readonly Operation[];
export type Fields = Readonly<Record<string, unknown>>;

/** A change of one line of a clean history, and whether it makes an anomaly that a guarantee excludes. */
export interface Mutation {
  readonly name: string;
  readonly guarantee: GuaranteeName;
  readonly isAnomaly: boolean;
  /** Positions of lines that can be changed so. */
  readonly at: (history: History) => readonly number[];
  readonly apply: (lines: Lines, at: number) => Lines;
}

/** The history of the correct system. */
export function cleanHistory(system: string, preset: PresetName, seed: number): History {
  return simulate(drawPlan({ system, variant: null, seed, preset, pastContract: null, operations: 120 })).history;
}

/** Tries a mutation on many of the lines that it fits. */
export function expectJudged(history: History, { guarantee, isAnomaly, at, apply }: Mutation): void {
  const positions = at(history);
  expect(positions.length).toBeGreaterThan(2);
  const clean = judge(history, { guarantees: [guarantee], tradeoffs: [] });
  expect(clean.verdict).not.toBe('violated');
  fc.assert(
    fc.property(fc.constantFrom(...positions), (position) => {
      const lines = apply(history.operations, position).map((line, index) => ({ ...line, index }));
      const { verdict } = judge(new History(lines), { guarantees: [guarantee], tradeoffs: [] });
      expect({ position, isViolated: verdict === 'violated' }).toEqual({ position, isViolated: isAnomaly });
    }),
    { numRuns: 40 },
  );
}

export function fieldsAt(lines: Lines, at: number): Fields {
  return (lines[at]?.value ?? {}) as Fields;
}

/** Positions of lines of this name for which something holds. */
export function linesOf(history: History, f: string, holds: (line: Operation) => boolean = () => true): number[] {
  return history.operations.flatMap((line, at) => (line.f === f && holds(line) ? [at] : []));
}

export const drop = (lines: Lines, at: number): Lines => lines.filter((_, nth) => nth !== at);

/** The line once more, right after itself, with some fields changed. */
export function repeat(change: Fields = {}): Mutation['apply'] {
  return (lines, at) =>
    lines.flatMap((line, nth) => (nth === at ? [line, { ...line, ...valueWith(line, change) }] : line));
}

/** The line with some fields of its value changed. */
export function withFields(change: (value: Fields) => Fields): Mutation['apply'] {
  return (lines, at) =>
    lines.map((line, nth) => (nth === at ? { ...line, ...valueWith(line, change(line.value as Fields)) } : line));
}

/** The values of two lines of one name exchanged: of the line, and of the next one that fits it. */
export function swapWithNext(fits: (a: Operation, b: Operation) => boolean): Pick<Mutation, 'at' | 'apply'> {
  const nextOf = (lines: Lines, at: number): number =>
    lines.findIndex((line, nth) => nth > at && line.f === lines[at]?.f && fits(lines[at], line));
  return {
    at: ({ operations }) => operations.flatMap((_, at) => (nextOf(operations, at) >= 0 ? [at] : [])),
    apply: (lines, at) => {
      const other = nextOf(lines, at);
      const put = (line: Operation, from: number): Operation => {
        const { process, value } = lines[from] ?? line;
        return { ...line, process, value };
      };
      return lines.map((line, nth) => (nth === at ? put(line, other) : nth === other ? put(line, at) : line));
    },
  };
}

/** The line at an earlier place, at that place's time. */
export function moveTo(placeOf: (lines: Lines, at: number) => number): Mutation['apply'] {
  return (lines, at) => {
    const place = placeOf(lines, at);
    const moved = { ...(lines[at] as Operation), time: lines[place]?.time ?? 0 };
    return [...lines.slice(0, place), moved, ...lines.slice(place, at), ...lines.slice(at + 1)];
  };
}

function valueWith({ value }: Operation, change: Fields): { readonly value: unknown } {
  return { value: { ...(value as Fields), ...change } };
}
