import { OPEN } from '../call-table.ts';
import { Search } from '../engine/search.ts';
import { StateTrail } from '../engine/state-trail.ts';
import { timelineOf } from '../engine/timeline.ts';
import { describeCall, describeStates } from './describe-call.ts';
import { problemOf, type Draft } from './draft.ts';

const EXPLANATION_STEPS = 20_000;
const EXPLANATION_BYTES = 2 ** 26;

/** Why a core has no order, in sentences. */
export interface Explanation {
  /** Position in the draft of the call that can't be explained. */
  readonly failing: number;
  readonly message: string;
  readonly steps: readonly string[];
}

/** What can be said when there are too many states to tell: which call can't be explained together with all that returned before. */
function briefly(draft: Draft, indexOf: (row: number) => number): Explanation {
  let failing = 0;
  draft.calls.forEach(({ ret }, position) => {
    if (ret !== OPEN && (draft.calls[failing]!.ret === OPEN || ret > draft.calls[failing]!.ret)) failing = position;
  });
  const { row, klass } = draft.calls[failing]!;
  const call = describeCall(draft.machine.calls[klass]!);
  const message = `operation ${indexOf(row)} (${call}) can't be explained: no order of the ${draft.calls.length} operations makes it possible`;
  return { failing, message, steps: [] };
}

function valuesText({ machine, valuesBefore = [] }: Draft): string {
  const names = valuesBefore.map((value) => JSON.stringify(machine.values.valueOf(value)));
  return names.length === 1 ? `the value ${names[0]}` : `the values ${names.join(', ')}`;
}

/**
 * Explains a draft without order: what the object could be when the first call that can't be explained returned, and why no
 * other call helps.
 *
 * @param indexOf the index, in the history, of a row's invocation
 */
export function explainCore(draft: Draft, indexOf: (row: number) => number): Explanation {
  const { machine, calls } = draft;
  const problem = problemOf(draft);
  const timeline = timelineOf(problem);
  const trail = new StateTrail(0);
  const search = new Search(problem, timeline, { trail, looksAhead: false });
  if (search.run('wide', EXPLANATION_STEPS, EXPLANATION_BYTES) === 'searching') return briefly(draft, indexOf);
  const rank = search.furthest;
  const failing = timeline.returns[rank]!;
  const states = trail.statesAt(rank);
  const name = (position: number): string => {
    const { row, klass } = calls[position]!;
    return `operation ${indexOf(row)} (${describeCall(machine.calls[klass]!)})`;
  };
  const shown = (ids: readonly number[]): string => describeStates(ids.map((id) => machine.states[id]));
  const among = draft.valuesBefore === undefined ? '' : `, of ${valuesText(draft)} alone,`;
  const steps = [`at first the state${among} is ${shown(draft.roots)}`];
  for (let earlier = 0; earlier < rank; earlier++)
    steps.push(`when ${name(timeline.returns[earlier]!)} has returned it is ${shown(trail.statesAt(earlier + 1))}`);
  steps.push(`${name(failing)} is possible in none of these`);
  calls.forEach((call, position) => {
    if (position === failing || call.ret < calls[failing]!.ret || call.call > calls[failing]!.ret) return;
    if (machine.readOnly[call.klass] === true) return;
    const after = new Set(states.map((state) => machine.step(state, call.klass)).filter((state) => state >= 0));
    const outcome = call.ret === OPEN ? 'may take effect at any time' : 'has not returned by then';
    if (after.size === 0) steps.push(`${name(position)} ${outcome}, but is possible in none of these either`);
    else steps.push(`${name(position)} ${outcome}, and leads to ${shown([...after])}, which does not help`);
  });
  const before =
    rank === 0 ? 'at first' : `after operation ${indexOf(calls[timeline.returns[rank - 1]!]!.row)} returned`;
  const message = `${name(failing)} can't be explained: ${before} the state could only be ${shown(states)}, and no operation between makes the answer possible`;
  return { failing, message, steps };
}
