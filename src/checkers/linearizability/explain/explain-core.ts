import type { Columns } from '../../../history/columns.ts';
import { OPEN, type CallTable } from '../call-table.ts';
import { Search } from '../engine/search.ts';
import { timelineOf, type Root } from '../engine/timeline.ts';
import { Trail } from '../engine/trail.ts';
import { describeCall, describeStates } from './describe-call.ts';
import { problemOf, type Draft, type DraftCall } from './draft.ts';

const EXPLANATION_STEPS = 20_000;
const EXPLANATION_BYTES = 2 ** 26;
const MOST_NAMED = 5;

/** Why a core has no order, in sentences. */
export interface Explanation {
  /** Position in the draft of the call that can't be explained. */
  readonly failing: number;
  readonly message: string;
  readonly steps: readonly string[];
}

/**
 * Explains a draft without order: what the object could be when the first call that can't be explained returned, and why no
 * other call helps.
 *
 * @param table all calls on the object
 */
export function explainCore(draft: Draft, columns: Columns, table: CallTable): Explanation {
  const { machine, calls } = draft;
  const problem = problemOf(draft);
  const timeline = timelineOf(problem);
  const trail = new Trail(problem, timeline, 0, Infinity);
  const search = new Search(problem, timeline, trail);
  if (search.run('wide', EXPLANATION_STEPS, search.bytes + EXPLANATION_BYTES) === 'searching')
    return briefly(draft, columns);
  const rank = search.furthest;
  const failing = timeline.returns[rank]!;
  const { roots } = search.configurationsAt(rank);
  const states = statesOf(roots);
  const name = (position: number): string => nameOf(draft, columns, calls[position]!);
  const shown = (ids: readonly number[]): string => describeStates(ids.map((id) => machine.states[id]));
  const steps = [beginningText(draft, columns, table, shown(statesOf(draft.roots)))];
  for (let earlier = 0; earlier < rank; earlier++)
    steps.push(`when ${name(timeline.returns[earlier]!)} has returned it is ${shown(trail.statesAt(earlier + 1))}`);
  steps.push(`${name(failing)} is possible in none of these`);
  calls.forEach((call, position) => {
    if (position === failing || call.ret < calls[failing]!.ret || call.call > calls[failing]!.ret) return;
    if (machine.readOnly[call.klass] === true) return;
    const left = statesOf(roots.filter(({ done }) => !done.includes(position)));
    const after = new Set(left.flatMap((state) => machine.nextOf(machine.step(state, call.klass))));
    const outcome = call.ret === OPEN ? 'may take effect at any time' : 'has not returned by then';
    if (left.length === 0) steps.push(`${name(position)} ${outcome}, but has taken effect already in each of these`);
    else if (after.size === 0) steps.push(`${name(position)} ${outcome}, but is possible in none of these either`);
    else steps.push(`${name(position)} ${outcome}, and leads to ${shown([...after])}, which does not help`);
  });
  steps.push(...spentText(draft, columns, table, calls[failing]!.klass, states));
  const before =
    rank > 0
      ? `after operation ${indexOf(columns, calls[timeline.returns[rank - 1]!]!)} returned`
      : draft.begin < 0
        ? 'at first'
        : `after ${lastReturned(draft, columns, table)} returned`;
  const message = `${name(failing)} can't be explained: ${before} the state could only be ${shown(states)}, and no operation between makes the answer possible`;
  return { failing, message, steps };
}

function statesOf(roots: readonly Root[]): readonly number[] {
  return [...new Set(roots.map(({ state }) => state))];
}

function indexOf(columns: Columns, { call }: DraftCall): number {
  return columns.index[call]!;
}

function nameOf({ machine }: Draft, columns: Columns, call: DraftCall): string {
  return `operation ${indexOf(columns, call)} (${describeCall(machine.spec, machine.calls[call.klass]!)})`;
}

/** The operation whose return a window begins with. */
function lastReturned({ machine, begin }: Draft, columns: Columns, table: CallTable): string {
  const call = machine.calls[machine.classesOf(table)[table.ret.indexOf(begin)]!]!;
  return `operation ${columns.index[columns.pair[begin]!]!} (${describeCall(machine.spec, call)})`;
}

function beginningText(draft: Draft, columns: Columns, table: CallTable, states: string): string {
  const among = draft.valuesBefore === undefined ? '' : `, of ${valuesText(draft)} alone,`;
  if (draft.begin < 0) return `at first the state${among} is ${states}`;
  const last = lastReturned(draft, columns, table);
  return `when ${last} has returned the state${among} can only be ${states}, by all that came before`;
}

function valuesText({ machine, valuesBefore = [] }: Draft): string {
  const names = valuesBefore.map((value) => JSON.stringify(machine.values.valueOf(value)));
  return names.length === 1 ? `the value ${names[0]}` : `the values ${names.join(', ')}`;
}

/** The updates that had not returned when a window began, and had taken effect whatever the order: first those that would help now. */
function spentText(
  { machine, roots }: Draft,
  columns: Columns,
  table: CallTable,
  failing: number,
  states: readonly number[],
): readonly string[] {
  const classes = machine.classesOf(table);
  const [first] = roots;
  const spent = (first?.done ?? []).filter(
    (row) => machine.readOnly[classes[row]!] !== true && roots.every(({ done }) => done.includes(row)),
  );
  const after = (state: number, klass: number): readonly number[] => machine.nextOf(machine.step(state, klass));
  const helps = (row: number): boolean =>
    states.some((state) => after(state, classes[row]!).some((next) => after(next, failing).length > 0));
  const named = [...spent.filter(helps), ...spent.filter((row) => !helps(row))].slice(0, MOST_NAMED).map((row) => {
    const call = describeCall(machine.spec, machine.calls[classes[row]!]!);
    return `operation ${columns.index[table.call[row]!]!} (${call}) has not returned by then, but has taken effect already in each of these`;
  });
  return spent.length <= MOST_NAMED ? named : [...named, `and so have ${spent.length - MOST_NAMED} others`];
}

/** What can be said when there are too many states to tell: which call can't be explained together with all that returned before. */
function briefly(draft: Draft, columns: Columns): Explanation {
  let failing = 0;
  draft.calls.forEach(({ ret }, position) => {
    if (ret !== OPEN && (draft.calls[failing]!.ret === OPEN || ret > draft.calls[failing]!.ret)) failing = position;
  });
  const name = nameOf(draft, columns, draft.calls[failing]!);
  const message = `${name} can't be explained: no order of the ${draft.calls.length} operations makes it possible`;
  return { failing, message, steps: [] };
}
