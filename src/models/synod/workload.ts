import type { PlannedClient, PlannedServer, Topology } from '../../simulation/topology.ts';
import type { PlannedOperation } from '../../workloads/planned-operation.ts';
import type { Random } from '../../workloads/random.ts';
import type { SmallWorkload } from '../system.ts';
import { PHASES } from './phases.ts';

const SERVERS = 5;
const CLIENTS = 5;
/** Operations a decree: few, since the first that succeeds decides it. */
const OPERATIONS_PER_DECREE = 6;
const LATER_MICROS = 30_000;

/** So many servers in zones of one region, and clients beside them. */
function topologyOf(servers: number, homes: readonly number[]): Topology {
  const place = (nth: number): { rack: string; zone: string; region: string } => {
    return { rack: `r${nth + 1}`, zone: `z${nth + 1}`, region: 'local' };
  };
  return {
    servers: Array.from({ length: servers }, (_, nth): PlannedServer => {
      return { name: `n${nth + 1}`, votes: true, ...place(nth) };
    }),
    clients: homes.map((home, nth): PlannedClient => ({ name: `c${nth + 1}`, home: `n${home + 1}`, ...place(home) })),
  };
}

export function drawTopology(): Topology {
  return topologyOf(
    SERVERS,
    Array.from({ length: CLIENTS }, (_, nth) => nth),
  );
}

/** Clients race for one decree after the other. */
export function drawOperations(random: Random, { clients }: Topology, count: number): readonly PlannedOperation[] {
  const paceMicros = Math.floor((PHASES.healMicros * clients.length) / Math.max(1, count));
  const chaos = Array.from({ length: count }, (_, id): PlannedOperation => {
    const decree = `d${Math.floor(id / OPERATIONS_PER_DECREE)}`;
    const client = clients[id % clients.length]?.name ?? '';
    const planned = { id, client, phase: 'chaos', thinkMicros: random.between(0, 2 * paceMicros) } as const;
    if (random.percent(40)) return { ...planned, f: 'read', value: [decree, null] };
    return { ...planned, f: 'write', value: [decree, id] };
  });
  const decrees = Math.ceil(count / OPERATIONS_PER_DECREE);
  const final = Array.from({ length: decrees }, (_, nth): PlannedOperation => {
    const client = clients[nth % clients.length]?.name ?? '';
    return { id: count + nth, client, phase: 'final', thinkMicros: 0, f: 'read', value: [`d${nth}`, null] };
  });
  return [...chaos, ...final];
}

/**
 * Every way in which so many clients perform one operation each on one decree: a write or a read, beside which of the
 * first servers, together with the one before or well after it. In the end each client reads.
 */
export function smallWorkloads(servers: number, operations: number): readonly SmallWorkload[] {
  const homes = Math.min(servers, operations);
  // A digit an operation: what it does, where, and when.
  const ways = 2 * homes * 2;
  const workloads: SmallWorkload[] = [];
  for (let code = 0; code < ways ** operations; code++) {
    const digits = Array.from({ length: operations }, (_, nth) => Math.floor(code / ways ** nth) % ways);
    const isLater = digits.map((digit) => digit % 2 === 1);
    const isWrite = digits.map((digit) => Math.floor(digit / 2) % 2 === 0);
    if (isLater[0] === true || !isWrite.includes(true)) continue;
    const topology = topologyOf(
      servers,
      digits.map((digit) => Math.floor(digit / 4)),
    );
    workloads.push({ topology, settings: {}, operations: operationsOf(topology, isWrite, isLater) });
  }
  return workloads;
}

function operationsOf(
  { clients }: Topology,
  isWrite: readonly boolean[],
  isLater: readonly boolean[],
): readonly PlannedOperation[] {
  let thinkMicros = 0;
  const chaos = clients.map(({ name: client }, id): PlannedOperation => {
    if (isLater[id] === true) thinkMicros += LATER_MICROS;
    const planned = { id, client, phase: 'chaos', thinkMicros } as const;
    return isWrite[id] === true
      ? { ...planned, f: 'write', value: ['d', id + 1] }
      : { ...planned, f: 'read', value: ['d', null] };
  });
  const final = clients.map(({ name: client }, nth): PlannedOperation => {
    const at = { phase: 'final', thinkMicros: nth * LATER_MICROS } as const;
    return { id: clients.length + nth, client, ...at, f: 'read', value: ['d', null] };
  });
  return [...chaos, ...final];
}
