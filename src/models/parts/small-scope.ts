import type { PlannedClient, PlannedServer, Topology } from '../../simulation/topology.ts';
import type { PlannedOperation } from '../../workloads/planned-operation.ts';

const LATER_MICROS = 30_000;

/** What an operation does, and its argument. */
export type Action = readonly [f: string, value: unknown];

/** What there is in a small world, and what clients do there. */
export interface SmallRules {
  /** So many servers, and clients each at home with the server of its number, from 0. */
  topologyOf(servers: number, homes: readonly number[]): Topology;
  /** When the first operation begins. */
  readonly startMicros: number;
  /** A write by the client of this number, from 0: what it writes is its own. */
  write(client: number): Action;
  /** A read of what is written. */
  read(): Action;
}

/** One way in which a few clients go about it. */
export interface SmallWorld {
  readonly topology: Topology;
  readonly operations: readonly PlannedOperation[];
}

/** So many servers in zones of one region, and clients beside them, each at home with the server of its number. */
export function smallTopology(servers: number, homes: readonly number[]): Topology {
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

/**
 * Every way in which so many clients perform one operation each: a write or a read, beside which of the first servers, together
 * with the one before or well after it. At least one writes. In the end each client reads.
 */
export function everySmallWorld(servers: number, operations: number, rules: SmallRules): readonly SmallWorld[] {
  const homes = Math.min(servers, operations);
  // A digit an operation: what it does, where, and when.
  const ways = 2 * homes * 2;
  const worlds: SmallWorld[] = [];
  for (let code = 0; code < ways ** operations; code++) {
    const digits = Array.from({ length: operations }, (_, nth) => Math.floor(code / ways ** nth) % ways);
    const isLater = digits.map((digit) => digit % 2 === 1);
    const isWrite = digits.map((digit) => Math.floor(digit / 2) % 2 === 0);
    if (isLater[0] === true || !isWrite.includes(true)) continue;
    const topology = rules.topologyOf(
      servers,
      digits.map((digit) => Math.floor(digit / 4)),
    );
    worlds.push({ topology, operations: operationsOf(topology, isWrite, isLater, rules) });
  }
  return worlds;
}

function operationsOf(
  { clients }: Topology,
  isWrite: readonly boolean[],
  isLater: readonly boolean[],
  rules: SmallRules,
): readonly PlannedOperation[] {
  let thinkMicros = rules.startMicros;
  const chaos = clients.map(({ name: client }, id): PlannedOperation => {
    if (isLater[id] === true) thinkMicros += LATER_MICROS;
    const [f, value] = isWrite[id] === true ? rules.write(id) : rules.read();
    return { id, client, phase: 'chaos', thinkMicros, f, value };
  });
  const final = clients.map(({ name: client }, nth): PlannedOperation => {
    const [f, value] = rules.read();
    return { id: clients.length + nth, client, phase: 'final', thinkMicros: nth * LATER_MICROS, f, value };
  });
  return [...chaos, ...final];
}
