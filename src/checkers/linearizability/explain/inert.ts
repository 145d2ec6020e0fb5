import { OPEN } from '../call-table.ts';
import { problemOf, type Draft, type DraftCall } from './draft.ts';

/** With more situations than this nothing is taken for inert. */
const MOST_SITUATIONS = 5_000;

/** A state, and by position in the draft which calls took effect. */
interface Situation {
  readonly state: number;
  readonly done: Uint8Array;
}

/**
 * A draft without the calls that need not take effect and, wherever they can, leave the state as it is: a `cas` from a value
 * that the register can't have. An order that has them stays one without them.
 */
export function withoutInert(draft: Draft): Draft {
  const { machine, calls } = draft;
  const situations = situationsOf(draft);
  if (situations === undefined) return draft;
  const changes = calls.map((call, position) =>
    situations.some((situation) => {
      if (!canFollow(draft, situation, position)) return false;
      return machine.nextOf(machine.step(situation.state, call.klass)).some((next) => next !== situation.state);
    }),
  );
  return { ...draft, calls: calls.filter((call, position) => changes[position] === true || !isOptional(call)) };
}

function isOptional({ ret, skippable }: DraftCall): boolean {
  return ret === OPEN || skippable;
}

/** All situations that the draft's calls lead to; nothing when there are too many. */
function situationsOf(draft: Draft): readonly Situation[] | undefined {
  const { machine, calls } = draft;
  const seen = new Set<string>();
  const found: Situation[] = [];
  const add = (state: number, done: Uint8Array): void => {
    const key = `${state} ${done.join('')}`;
    if (seen.has(key)) return;
    seen.add(key);
    found.push({ state, done });
  };
  for (const { state, done } of problemOf(draft).roots) {
    const before = new Uint8Array(calls.length);
    for (const position of done) before[position] = 1;
    add(state, before);
  }
  for (let i = 0; i < found.length; i++) {
    if (found.length > MOST_SITUATIONS) return undefined;
    const from = found[i]!;
    for (let position = 0; position < calls.length; position++) {
      if (!canFollow(draft, from, position)) continue;
      const next = machine.step(from.state, calls[position]!.klass);
      for (const state of machine.nextOf(next)) add(state, Uint8Array.from(from.done).fill(1, position, position + 1));
    }
  }
  return found;
}

/** Whether real time lets a call take effect next. */
function canFollow({ calls }: Draft, { done }: Situation, position: number): boolean {
  const { call, ret, skippable } = calls[position]!;
  if (done[position] === 1) return false;
  return calls.every((other, at) => {
    if (done[at] === 1) return !skippable || other.call < ret;
    return other.skippable || other.ret > call;
  });
}
