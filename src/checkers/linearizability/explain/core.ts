import { OPEN } from '../call-table.ts';
import { Search } from '../engine/search.ts';
import { StateTrail } from '../engine/state-trail.ts';
import { timelineOf } from '../engine/timeline.ts';
import { cutAt, type Draft, type DraftCall, problemOf, type Oracle } from './draft.ts';
import { reduce, valuesIn } from './reduce.ts';

/** A counterexample this small is easier to follow than the possible states after what came before. */
const SMALL = 6;
/** With more calls than this a window is found sooner than what can be left out of the whole. */
const LARGE = 500;
/** How many returns before the failing call a window may reach back when all windows share one search. */
const LONGEST_WINDOW = 100;
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
  const hasValues = draft.machine.separate !== undefined;
  if (!hasValues || cut.calls.length > LARGE) {
    const best = windowCore(cut, cut, oracle, each, bytes);
    if (best !== cut && (!hasValues || best.calls.length <= SMALL)) return best;
  }
  const best = reduce(cut, oracle, each);
  if (!hasValues || best.calls.length <= SMALL) return best;
  return windowCore(cutWhereItFails(best, oracle, each), best, oracle, each, bytes);
}

/** The smallest reduced window of a draft, if it is smaller than `best`; without separate values the first one that fails. */
function windowCore(draft: Draft, best: Draft, oracle: Oracle, steps: number, bytes: number): Draft {
  let smallest = best;
  for (const window of windowsOf(draft, steps, bytes)) {
    if (!oracle.hasNoOrder(window, steps)) continue;
    const small = reduce(window, oracle, steps);
    if (small.calls.length < smallest.calls.length) smallest = small;
    if (smallest.calls.length <= SMALL || draft.machine.separate === undefined) return smallest;
  }
  return smallest;
}

/** The draft up to the first return that no order explains; the whole draft when that takes too long to find out. */
function cutWhereItFails(draft: Draft, oracle: Oracle, steps: number): Draft {
  const returns = draft.calls.map(({ ret }) => ret).filter((ret) => ret !== OPEN);
  returns.sort((a, b) => a - b);
  // What was invoked after the last return can't have helped anything to return.
  let cut = cutAt(draft, returns.at(-1)!);
  let low = 0;
  let high = returns.length - 1;
  // Often the last return is the one that fails, so the place to ask about first is the one before it.
  for (let middle = high - 1; low < high; middle = (low + high) >>> 1) {
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
  if (latest === 0) return;
  const beginOf = (size: number): number => draft.calls[returns[latest - size - 1]!]!.ret;
  // A search that looks ahead drops states that a read in the window contradicts, so it can't serve several windows.
  const shares = draft.machine.spec.growth === undefined;
  const valuesBefore = draft.lacksValues ? valuesIn(draft) : undefined;
  const longest = shares ? Math.min(latest, LONGEST_WINDOW) : latest;
  const shared = shares ? statesAfter(cutAt(draft, beginOf(0)), latest - longest, steps, bytes) : undefined;
  for (let size = 0; size < longest; size = size < 4 ? size + 1 : Math.ceil(size * 1.5)) {
    const begin = beginOf(size);
    const states = shared ?? statesAfter(cutAt(draft, begin), latest - size, steps, bytes);
    const roots = states(latest - size);
    const calls = draft.calls.flatMap((call) => after(call, begin));
    if (roots.length > 0) yield { ...draft, roots, begin, valuesBefore, calls };
  }
}

/** The states in which the object may be right after so many returns of a draft, `from` at least; none when that takes too long. */
function statesAfter(draft: Draft, from: number, steps: number, bytes: number): (returns: number) => readonly number[] {
  const problem = problemOf(draft);
  const trail = new StateTrail(from);
  const search = new Search(problem, timelineOf(problem), { trail });
  while (search.state === 'searching' && search.steps < steps && search.bytes + trail.bytes <= bytes)
    search.run('wide', steps, bytes);
  return (returns) => (search.state === 'searching' ? [] : trail.statesAt(returns));
}

function after(call: DraftCall, begin: number): readonly DraftCall[] {
  if (call.call > begin) return [call];
  return call.ret > begin ? [{ ...call, skippable: true }] : [];
}
