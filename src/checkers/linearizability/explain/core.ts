import { OPEN } from '../call-table.ts';
import { Search } from '../engine/search.ts';
import { timelineOf } from '../engine/timeline.ts';
import { type Configurations, Trail } from '../engine/trail.ts';
import { cutAt, type Draft, problemOf, type Oracle } from './draft.ts';
import { reduce, valuesIn } from './reduce.ts';
import { withoutUseless } from './useless.ts';

/** A counterexample this small is easier to follow than the possible states after what came before. */
const SMALL = 6;
/** With more calls than this a window is found sooner than what can be left out of the whole. */
const LARGE = 500;
/** How many returns before the failing one a window may reach back when all windows share one search. */
const LONGEST_WINDOW = 100;
/** A window that begins with more configurations than this explains nothing. */
const MOST_CONFIGURATIONS = 1_000;
/** How many more windows are tried once a small one is found. */
const MOST_SMALL_WINDOWS = 5;
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
  const reduced = reduce(cut, oracle, each);
  const best = withoutUseless(reduced, oracle, each);
  if (best.calls.length <= SMALL) return best;
  // Without the useless calls a window would begin with fewer configurations than the history leads to.
  const later = windowCore(cutWhereItFails(reduced, oracle, each), best, oracle, each, bytes);
  if (later.calls.length <= SMALL || !hasValues) return later;
  return windowCore(cut, later, oracle, each, bytes);
}

/**
 * The smallest reduced window of a draft, if it is smaller than `best`. Of small ones the one that begins with the fewest
 * configurations, for that is the easiest to follow.
 */
function windowCore(draft: Draft, best: Draft, oracle: Oracle, steps: number, bytes: number): Draft {
  let found = best;
  let tried = 0;
  for (const window of windowsOf(draft, steps, bytes)) {
    const isSmall = found.calls.length <= SMALL;
    if (isSmall && (found.roots.length === 1 || tried++ === MOST_SMALL_WINDOWS)) break;
    if (!oracle.hasNoOrder(window, steps)) continue;
    const core = withoutUseless(reduce(window, oracle, steps), oracle, steps);
    const isBetter = isSmall ? core.roots.length < found.roots.length : core.calls.length < found.calls.length;
    if (isBetter && (!isSmall || core.calls.length <= SMALL)) found = core;
  }
  return found;
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
 * The ends of a draft whose last return fails, shorter ones first: the calls that had not returned at some return, before which
 * only the possible configurations are kept.
 */
function* windowsOf(draft: Draft, steps: number, bytes: number): Generator<Draft> {
  const { returns } = timelineOf(problemOf(draft));
  const latest = returns.length - 1;
  // A search that looks ahead gives up what a read in the window contradicts, so it can't serve several windows.
  const shares = draft.machine.spec.growth === undefined;
  const valuesBefore = draft.lacksValues ? valuesIn(draft) : undefined;
  const longest = shares ? Math.min(latest, LONGEST_WINDOW) : latest;
  const shared = shares ? configurationsAfter(draft, latest - longest, latest, steps, bytes) : undefined;
  for (let size = 0; size < longest; size = size < 4 ? size + 1 : Math.ceil(size * 1.5)) {
    const rank = latest - size;
    const at = shared ?? configurationsAfter(draft, rank, rank, steps, bytes);
    const configurations = at(rank);
    if (configurations === undefined || configurations.roots.length === 0) continue;
    yield { ...windowFrom(draft, draft.calls[returns[rank - 1]!]!.ret, configurations), valuesBefore };
  }
}

/** The part of a draft from a return on. */
function windowFrom(draft: Draft, begin: number, { roots, skippable }: Configurations): Draft {
  const rows = draft.calls.map(({ row }) => row);
  const configurations = roots.map(({ state, done }) => ({ state, done: done.map((position) => rows[position]!) }));
  const [first, ...others] = configurations.map(({ done }) => new Set(done));
  const calls = draft.calls.flatMap((call, position) => {
    // What took effect in all configurations has nothing left to do.
    if (call.ret <= begin || (first!.has(call.row) && others.every((done) => done.has(call.row)))) return [];
    return [skippable.has(position) ? { ...call, skippable: true } : call];
  });
  return { ...draft, begin, roots: configurations, calls };
}

/**
 * What the object may be after so many returns of a draft, which are from `first` to `last`; nothing when there are too many
 * configurations to tell.
 */
function configurationsAfter(
  draft: Draft,
  first: number,
  last: number,
  steps: number,
  bytes: number,
): (returns: number) => Configurations | undefined {
  const problem = problemOf(draft);
  const timeline = timelineOf(problem);
  const trail = new Trail(problem, timeline, first, last);
  const search = new Search(problem, timeline, trail);
  search.run('wide', steps, bytes);
  return (rank) =>
    search.state === 'searching' || trail.countAt(rank) > MOST_CONFIGURATIONS
      ? undefined
      : search.configurationsAt(rank);
}
