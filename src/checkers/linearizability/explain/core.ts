import { OPEN } from '../call-table.ts';
import { Search } from '../engine/search.ts';
import { StateTrail } from '../engine/state-trail.ts';
import { timelineOf } from '../engine/timeline.ts';
import { cutAt, type Draft, type DraftCall, problemOf, type Oracle } from './draft.ts';
import { reduce } from './reduce.ts';

/** A counterexample this small is easier to follow than the possible states after what came before. */
const SMALL = 6;
const SLACK_STEPS = 10_000;

/**
 * A small part of a draft without order that has none either.
 *
 * @param draft one that has no order
 * @param steps what it took to see that
 */
export function coreOf(draft: Draft, oracle: Oracle, steps: number, bytes: number): Draft {
  const each = 2 * steps + SLACK_STEPS;
  const cut = cutWhereItFails(draft, oracle, each);
  // Without separate values nothing but reads can be left out, so most of what came before has to be forgotten first.
  if (draft.machine.spec.values === undefined) return reduce(windowOf(cut, oracle, each, bytes), oracle, each);
  const whole = reduce(cut, oracle, each);
  if (whole.calls.length <= SMALL) return whole;
  const window = reduce(windowOf(cutWhereItFails(whole, oracle, each), oracle, each, bytes), oracle, each);
  return window.calls.length < whole.calls.length ? window : whole;
}

/** The draft up to the first return that no order explains; the whole draft when that takes too long to find out. */
function cutWhereItFails(draft: Draft, oracle: Oracle, steps: number): Draft {
  const returns = draft.calls.map(({ ret }) => ret).filter((ret) => ret !== OPEN);
  returns.sort((a, b) => a - b);
  let cut = draft;
  let low = 0;
  let high = returns.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const shorter = cutAt(draft, returns[middle]!);
    if (oracle.hasNoOrder(shorter, steps)) {
      cut = shorter;
      high = middle;
    } else low = middle + 1;
  }
  return cut;
}

/**
 * The last calls of a draft whose last return fails, from a return on before which only the possible states are kept: the
 * shortest such end, of several lengths, that still has no order. Calls pending at its beginning may be skipped, for they
 * may have taken effect before.
 */
function windowOf(draft: Draft, oracle: Oracle, steps: number, bytes: number): Draft {
  const { returns, enters } = timelineOf(problemOf(draft));
  const latest = returns.length === 0 ? 0 : enters[returns.at(-1)!]!;
  for (let size = 0; size < latest; size = size < 4 ? size + 1 : Math.ceil(size * 1.5)) {
    const begin = draft.calls[returns[latest - size - 1]!]!.ret;
    const roots = statesAt(cutAt(draft, begin), steps, bytes);
    const window = { ...draft, roots, begin, calls: draft.calls.flatMap((call) => after(call, begin)) };
    if (roots.length > 0 && oracle.hasNoOrder(window, steps)) return window;
  }
  return draft;
}

/** The states in which the object may be right after the last return of a draft; none when that takes too long. */
function statesAt(draft: Draft, steps: number, bytes: number): readonly number[] {
  const problem = problemOf(draft);
  const timeline = timelineOf(problem);
  const trail = new StateTrail(timeline.returns.length);
  const search = new Search(problem, timeline, { trail });
  while (search.state === 'searching' && search.steps < steps && search.bytes + trail.bytes <= bytes)
    search.run('wide', steps, bytes);
  return search.state === 'searching' ? [] : trail.statesAt(timeline.returns.length);
}

function after(call: DraftCall, begin: number): readonly DraftCall[] {
  if (call.call > begin) return [call];
  return call.ret > begin ? [{ ...call, skippable: true }] : [];
}
