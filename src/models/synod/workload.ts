import type { Topology } from '../../simulation/topology.ts';
import type { PlannedOperation } from '../../workloads/planned-operation.ts';
import type { Random } from '../../workloads/random.ts';
import { everySmallWorld, smallTopology } from '../parts/small-scope.ts';
import type { SmallWorkload } from '../system.ts';
import { PHASES } from './phases.ts';

const SERVERS = 5;
const CLIENTS = 5;
/** Operations a decree: few, since the first that succeeds decides it. */
const OPERATIONS_PER_DECREE = 6;

export function drawTopology(): Topology {
  return smallTopology(
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

/** Every way in which so many clients write or read one decree once. */
export function smallWorkloads(servers: number, operations: number): readonly SmallWorkload[] {
  const worlds = everySmallWorld(servers, operations, {
    topologyOf: smallTopology,
    startMicros: 0,
    write: (client) => ['write', ['d', client + 1]],
    read: () => ['read', ['d', null]],
  });
  return worlds.map((world) => ({ ...world, settings: {} }));
}
