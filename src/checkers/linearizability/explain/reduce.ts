import type { Draft, DraftCall, Oracle } from './draft.ts';

/** A part of a draft that may be left out as a whole. */
interface Piece {
  leaveOut(draft: Draft): Draft;
}

/**
 * Leaves out of a draft without order as much as it can: read-only calls, and whole values where the spec has separate
 * values. In the result no single one of them can be left out.
 *
 * @param steps budget for the question whether one reduced draft has an order
 */
export function reduce(draft: Draft, oracle: Oracle, steps: number): Draft {
  let current = draft;
  for (;;) {
    const before = current.calls.length;
    current = shrink(current, valuePieces(current), oracle, steps);
    current = shrink(current, readPieces(current), oracle, steps);
    if (current.calls.length === before || current.calls.length === 0) return current;
  }
}

/** Leaves out pieces, many at a time first (delta debugging), as long as the draft has no order. */
function shrink(draft: Draft, pieces: readonly Piece[], oracle: Oracle, steps: number): Draft {
  let current = draft;
  let left = pieces;
  for (let size = left.length; size >= 1;) {
    let removed = false;
    for (let start = 0; start < left.length;) {
      const chunk = left.slice(start, start + size);
      const smaller = chunk.reduce((reduced, piece) => piece.leaveOut(reduced), current);
      if (oracle.hasNoOrder(smaller, steps)) {
        current = smaller;
        left = [...left.slice(0, start), ...left.slice(start + size)];
        removed = true;
      } else start += size;
    }
    if (size === 1 && !removed) return current;
    size = size === 1 ? 1 : size >>> 1;
  }
  return current;
}

function readPieces(draft: Draft): readonly Piece[] {
  return draft.calls
    .filter(({ klass }) => draft.machine.omittable[klass] === true)
    .map(({ row }) => ({
      leaveOut: (from) => ({ ...from, calls: from.calls.filter((call) => call.row !== row) }),
    }));
}

function valuePieces(draft: Draft): readonly Piece[] {
  return removableValues(draft).map((value) => ({
    leaveOut: (from) => withoutValues(from, (other) => other === value),
  }));
}

/** The values that can be left out of a draft, by number. */
function removableValues(draft: Draft): readonly number[] {
  const { machine, roots } = draft;
  const { separate } = machine;
  if (separate === undefined) return [];
  if (!separate.fromAnyState && (roots.length !== 1 || roots[0]!.state !== machine.initial)) return [];
  return valuesIn(draft);
}

/** The values that a draft is about, by number; its machine has separate values. */
export function valuesIn({ machine, calls }: Draft): readonly number[] {
  return [...new Set(calls.flatMap(({ klass }) => machine.valuesOf(klass)))];
}

/** A draft without the values of the given numbers. */
export function withoutValues(draft: Draft, isGone: (value: number) => boolean): Draft {
  if (draft.machine.separate === undefined) return draft;
  const calls: DraftCall[] = [];
  let { lacksValues } = draft;
  for (const call of draft.calls) {
    const klass = draft.machine.withoutValues(call.klass, isGone);
    lacksValues ||= klass !== call.klass;
    if (klass >= 0) calls.push(klass === call.klass ? call : { ...call, klass });
  }
  return { ...draft, lacksValues, calls };
}
