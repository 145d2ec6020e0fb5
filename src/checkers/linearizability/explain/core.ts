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
  let best = cut;
  if (draft.machine.spec.values !== undefined) {
    best = reduce(cut, oracle, each);
    if (best.calls.length <= SMALL) return best;
  }
  // A window forgets most of what came before; without separate values nothing else but reads can be left out.
  for (const window of windowsOf(cutWhereItFails(best, oracle, each), each, bytes)) {
    if (!oracle.hasNoOrder(window, each)) continue;
    const small = reduce(window, oracle, each);
    if (small.calls.length < best.calls.length) best = small;
    if (best.calls.length <= SMALL) return best;
    if (draft.machine.spec.values === undefined) return best;
  }
  return best === cut ? reduce(cut, oracle, each) : best;
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
 * The ends of a draft whose last return fails, shorter ones first: the calls from some return on, before which only the
 * possible states are kept. Calls pending at its beginning may be skipped, for they may have taken effect before.
 */
function* windowsOf(draft: Draft, steps: number, bytes: number): Generator<Draft> {
  const { returns, enters } = timelineOf(problemOf(draft));
  const latest = returns.length === 0 ? 0 : enters[returns.at(-1)!]!;
  for (let size = 0; size < latest; size = size < 4 ? size + 1 : Math.ceil(size * 1.5)) {
    const begin = draft.calls[returns[latest - size - 1]!]!.ret;
    const roots = statesAt(cutAt(draft, begin), steps, bytes);
    if (roots.length > 0) yield { ...draft, roots, begin, calls: draft.calls.flatMap((call) => after(call, begin)) };
  }
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
