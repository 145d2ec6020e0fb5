import type { Invocation } from '../../history/history.ts';
import type { Operation } from '../../history/operation.generated.ts';
import type { CaseView } from '../case/case-view.ts';
import type { Cited } from '../case/citations.ts';

/** Something that happened in a lane: an operation of a client, or a line that a server recorded. */
export interface LaneItem {
  readonly first: Operation;
  readonly invocation: Invocation | undefined;
  readonly cited: Cited | undefined;
  readonly fromNanos: number;
  readonly toNanos: number;
}

const PROCESSES_TOLD = 2;

/** One row of a timeline. */
export interface Lane {
  readonly name: string;
  /** Of a client where it is at home, or the processes that followed its first one. */
  readonly detail: string;
  readonly items: readonly LaneItem[];
}

/**
 * A lane a client (not a process: those retire with each unknown outcome), and one for each server that recorded a
 * cited line.
 */
export function lanesOf(view: CaseView): readonly Lane[] {
  return [...clientLanes(view), ...serverLanes(view)];
}

/** The number of the client behind a process id. */
export function clientOf({ clients }: CaseView, process: number): number {
  return process % clients;
}

function clientLanes(view: CaseView): readonly Lane[] {
  const items = new Map<number, LaneItem[]>();
  view.topology?.clients.forEach((_, client) => items.set(client, []));
  for (const invocation of view.history.invocations) {
    const client = clientOf(view, Number(invocation.invoke.process));
    const lane = items.get(client) ?? [];
    items.set(client, lane);
    lane.push(itemOf(view, invocation));
  }
  return [...items]
    .sort(([a], [b]) => a - b)
    .map(([client, laneItems]) => {
      const planned = view.topology?.clients[client];
      return planned === undefined
        ? { ...processesOf(laneItems), items: laneItems }
        : { name: planned.name, detail: `at ${planned.home}`, items: laneItems };
    });
}

/** A client that the history does not name is called after its processes: `process 3`, and `then 8, 13` for its later ones. */
function processesOf(items: readonly LaneItem[]): Pick<Lane, 'name' | 'detail'> {
  const [first, ...later] = new Set(items.map((item) => item.first.process));
  const told = later.slice(0, PROCESSES_TOLD).join(', ');
  const more = later.length > PROCESSES_TOLD ? ' …' : '';
  return { name: `process ${first}`, detail: later.length === 0 ? '' : `then ${told}${more}` };
}

function itemOf(view: CaseView, invocation: Invocation): LaneItem {
  const { invoke, completion } = invocation;
  const toNanos = completion?.time ?? view.endNanos;
  return { first: invoke, invocation, cited: view.citations.of(invoke), fromNanos: invoke.time, toNanos };
}

function serverLanes({ citations }: CaseView): readonly Lane[] {
  const lanes = new Map<string, LaneItem[]>();
  for (const cited of citations.cited) {
    if (cited.invocation !== undefined) continue;
    const name = String(cited.first.process);
    lanes.set(name, [...(lanes.get(name) ?? []), { ...cited, cited }]);
  }
  return [...lanes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, items]) => ({ name: name, detail: 'server', items }));
}
