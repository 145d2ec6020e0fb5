import { Decision } from '../engine/decide.ts';
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
  const cut = cutWhereItFails(draft, each, bytes);
  const whole = reduce(cut, oracle, each);
  if (whole.calls.length <= SMALL) return whole;
  const window = reduce(windowOf(cutWhereItFails(whole, each, bytes), oracle, each, bytes), oracle, each);
  return window.calls.length < whole.calls.length ? window : whole;
}

/** The draft up to the first return that no order explains. */
function cutWhereItFails(draft: Draft, steps: number, bytes: number): Draft {
  const decision = new Decision(problemOf(draft));
  if (decision.continue(steps, bytes) !== 'violation') return draft;
  const failing = decision.timeline.returns[decision.search.furthest]!;
  return cutAt(draft, draft.calls[failing]!.ret);
}

/**
 * The last calls of a draft whose last return fails, from a return on before which only the possible states are kept: the
 * shortest such end, of several lengths, that still has no order. Calls pending at its beginning may be skipped, for they
 * may have taken effect before.
 */
function windowOf(draft: Draft, oracle: Oracle, steps: number, bytes: number): Draft {
  const problem = problemOf(draft);
  const timeline = timelineOf(problem);
  const last = timeline.returns.length - 1;
  const latest = timeline.enters[timeline.returns[last]!]!;
  if (latest === 0) return draft;
  const trail = new StateTrail(0);
  const search = new Search(problem, timeline, trail);
  while (search.state === 'searching' && search.steps < steps && search.bytes + trail.bytes <= bytes)
    search.run('wide', steps, bytes);
  if (search.state !== 'violation' || search.furthest !== last) return draft;
  for (let size = 0; size < latest; size = size < 4 ? size + 1 : Math.ceil(size * 1.5)) {
    const rank = latest - size;
    const begin = draft.calls[timeline.returns[rank - 1]!]!.ret;
    const calls = draft.calls.flatMap((call) => after(call, begin));
    const window = { ...draft, roots: trail.statesAt(rank), begin, calls };
    if (oracle.hasNoOrder(window, steps)) return window;
  }
  return draft;
}

function after(call: DraftCall, begin: number): readonly DraftCall[] {
  if (call.call > begin) return [call];
  return call.ret > begin ? [{ ...call, skippable: true }] : [];
}
