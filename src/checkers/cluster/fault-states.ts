import type { History } from '../../history/history.ts';
import type { Operation } from '../../history/operation.generated.ts';
import type { RecordedTopology } from './topology.ts';

/** What faults allowed between two events of the nemesis. Servers are numbered as in the topology. */
export interface FaultState {
  /** Index in the history of the event that began it, and of the one that ended it (`Infinity` for the last state). */
  readonly from: number;
  readonly until: number;
  readonly untilNanos: number;
  /** 1 for each server that runs: it is neither down nor paused. */
  readonly live: Uint8Array;
  /** 1 at `a * servers + b` where what server `a` sends reaches server `b`. */
  readonly links: Uint8Array;
  /** How many partitions are active. */
  readonly partitions: number;
}

const DOWN_KINDS: readonly string[] = [
  'crash',
  'power-loss',
  'disk-loss',
  'pause',
  'bit-rot',
  'misdirected-write',
  'read-error',
];

interface ActiveFault {
  readonly kind: string;
  readonly targets: readonly string[];
  readonly deaf: Readonly<Record<string, readonly string[]>>;
}

/** The states of a run in order, without a gap: which servers ran, and who heard whom. */
export function readFaultStates(history: History, topology: RecordedTopology): readonly FaultState[] {
  const active = new Map<string, ActiveFault>();
  const states: FaultState[] = [];
  let from = -1;
  const close = (until: number, untilNanos: number): void => {
    states.push({ from, until, untilNanos, ...stateOf(topology, [...active.values()]) });
    from = until;
  };
  for (const event of history.nemesis()) {
    const [isStart, kind] = kindOf(event);
    if (kind !== 'partition' && !DOWN_KINDS.includes(kind)) continue;
    close(event.index, event.time);
    const value = (event.value ?? {}) as { fault?: number; targets?: string[]; deaf?: ActiveFault['deaf'] };
    const id = `${kind} ${value.fault}`;
    if (isStart) active.set(id, { kind, targets: value.targets ?? [], deaf: value.deaf ?? {} });
    else active.delete(id);
  }
  close(Infinity, Infinity);
  return states;
}

/** States that an operation met. `lookBackNanos` begins that much before its invocation. */
export function statesDuring(
  states: readonly FaultState[],
  invoke: Operation,
  completion: Operation | undefined,
  lookBackNanos = 0,
): readonly FaultState[] {
  const since = invoke.time - lookBackNanos;
  const end = completion?.index ?? Infinity;
  return states.filter(
    ({ from, until, untilNanos }) => from < end && (until > invoke.index || (lookBackNanos > 0 && untilNanos >= since)),
  );
}

function kindOf({ f }: Operation): readonly [isStart: boolean, kind: string] {
  if (f.startsWith('start-')) return [true, f.slice('start-'.length)];
  if (f.startsWith('stop-')) return [false, f.slice('stop-'.length)];
  return [false, ''];
}

function stateOf(
  { servers }: RecordedTopology,
  faults: readonly ActiveFault[],
): Pick<FaultState, 'live' | 'links' | 'partitions'> {
  const count = servers.length;
  const numbersOf = (names: readonly string[]): readonly number[] =>
    names.map((name) => servers.findIndex((server) => server.name === name)).filter((number) => number >= 0);
  const live = new Uint8Array(count).fill(1);
  const links = new Uint8Array(count * count).fill(1);
  for (const { kind, targets, deaf } of faults) {
    if (kind !== 'partition') for (const server of numbersOf(targets)) live[server] = 0;
    for (const [receiver, unheard] of Object.entries(deaf))
      for (const to of numbersOf([receiver])) for (const from of numbersOf(unheard)) links[from * count + to] = 0;
  }
  return { live, links, partitions: faults.filter(({ kind }) => kind === 'partition').length };
}
