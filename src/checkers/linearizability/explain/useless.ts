import { OPEN } from '../call-table.ts';
import { type Draft, type DraftCall, type Oracle, problemOf } from './draft.ts';

/** With more situations than this nothing is taken for useless. */
const MOST_SITUATIONS = 5_000;

/** A state, and by position in the draft which calls took effect. */
interface Situation {
  readonly state: number;
  readonly done: Uint8Array;
}

/**
 * A draft without the calls that help nobody: wherever those that stay lead, such a call leaves the state as it is (a `cas` from a
 * value that the register can't have), or makes one that grows into nothing that a read to come answered. An order that has
 * them stays one without them: in the first case it does not matter, in the second nobody looks before the state is overwritten.
 */
export function withoutUseless(draft: Draft, oracle: Oracle, steps: number): Draft {
  const { machine, calls } = draft;
  let kept = withUseful(
    draft,
    Uint8Array.from(calls, (call) => (isOptional(call) ? 0 : 1)),
  );
  if (kept === undefined) return draft;
  if (machine.spec.growth === undefined) return draftOfKept(draft, kept);
  const updates = [...calls.keys()].filter((at) => !isOptional(calls[at]!) && !isRead(draft, at));
  // Without one, another may be useless that was not before.
  for (let before: Uint8Array | undefined; before !== kept;) {
    before = kept;
    for (const position of updates) kept = withoutUpdate(draft, kept, position, oracle, steps);
  }
  return draftOfKept(draft, kept);
}

/** The calls kept without an update that has to take effect, and without what only helps it, if it is useless and not what is wrong. */
function withoutUpdate(draft: Draft, kept: Uint8Array, position: number, oracle: Oracle, steps: number): Uint8Array {
  if (kept[position] === 0) return kept;
  const required = kept.map((one, at) => (at === position || isOptional(draft.calls[at]!) ? 0 : one));
  const fewer = withUseful(draft, required);
  return fewer?.[position] === 0 && oracle.hasNoOrder(draftOfKept(draft, fewer), steps) ? fewer : kept;
}

function draftOfKept(draft: Draft, kept: Uint8Array): Draft {
  return { ...draft, calls: draft.calls.filter((_, position) => kept[position] === 1) };
}

function isOptional({ ret, skippable }: DraftCall): boolean {
  return ret === OPEN || skippable;
}

function isRead({ machine, calls }: Draft, position: number): boolean {
  return machine.readOnly[calls[position]!.klass] === true;
}

/** Some calls of a draft and all that help them, by position; nothing when that leads to too many situations. */
function withUseful(draft: Draft, some: Uint8Array): Uint8Array | undefined {
  const kept = Uint8Array.from(some);
  for (let before = -1, count = 0; before < count;) {
    before = count;
    const situations = situationsOf(draft, kept);
    if (situations === undefined) return undefined;
    draft.calls.forEach((_, position) => {
      if (kept[position] === 0 && situations.some((one) => helps(draft, kept, one, position))) kept[position] = 1;
    });
    count = kept.reduce((sum, one) => sum + one, 0);
  }
  return kept;
}

/** Whether a call can take effect and then matters. */
function helps(draft: Draft, kept: Uint8Array, situation: Situation, position: number): boolean {
  const { machine, calls } = draft;
  if (!canFollow(draft, kept, situation, position)) return false;
  return machine
    .nextOf(machine.step(situation.state, calls[position]!.klass))
    .some((next) => next !== situation.state && mayLeadToRead(draft, situation, next));
}

/** Whether a state may still lead to a read that has not taken effect. */
function mayLeadToRead(draft: Draft, { done }: Situation, state: number): boolean {
  const { machine, calls } = draft;
  if (machine.spec.growth === undefined) return true;
  return calls.some(({ klass }, at) => isRead(draft, at) && done[at] === 0 && machine.leadsTo(state, klass));
}

/** All situations that the calls kept lead to; nothing when there are too many. */
function situationsOf(draft: Draft, kept: Uint8Array): readonly Situation[] | undefined {
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
      if (kept[position] === 0 || !canFollow(draft, kept, from, position)) continue;
      const next = machine.step(from.state, calls[position]!.klass);
      for (const state of machine.nextOf(next)) add(state, Uint8Array.from(from.done).fill(1, position, position + 1));
    }
  }
  return found;
}

/** Whether real time lets a call take effect next, as far as the calls kept say. */
function canFollow({ calls }: Draft, kept: Uint8Array, { done }: Situation, position: number): boolean {
  const { call, ret } = calls[position]!;
  if (done[position] === 1) return false;
  return calls.every((other, at) => {
    if (kept[at] === 0) return true;
    if (done[at] === 1) return other.call < ret;
    return other.skippable || other.ret > call;
  });
}
