import type { Topology } from '../../simulation/topology.ts';
import { mix } from '../../workloads/mix.ts';
import type { PlannedOperation } from '../../workloads/planned-operation.ts';
import type { Random } from '../../workloads/random.ts';
import { OPERATOR } from './operator.ts';
import { PHASES } from './phases.ts';

const CARTS = ['cart-a', 'cart-b', 'cart-c'] as const;
const REGISTERS = ['register-x', 'register-y'] as const;
/**
 * Written a few times and never read before the end: what a replica misses of these, nothing but anti-entropy mends.
 */
const COLD_REGISTERS = Array.from({ length: 10 }, (_, nth) => `cold-${nth}`);
/** Removals name one of so many latest additions, whoever's they are. */
const RECENT = 8;

/** The operation as it is when everybody wants the same cart, or the same register. Who removes something has chosen it already. */
export function onHotKey(operation: PlannedOperation): PlannedOperation {
  const { f, value } = operation;
  if (f === 'add' || f === 'cart') return { ...operation, value: { ...(value as object), cart: CARTS[0] } };
  if (f === 'put' || f === 'get') return { ...operation, value: [REGISTERS[0], (value as readonly unknown[])[1]] };
  return operation;
}

/** What an operation does, and its argument. */
type Drawn = readonly [f: string, value: unknown];

/** Few keys and several clients, so that writes are really concurrent; servers may join and leave meanwhile. */
export function drawOperations(random: Random, topology: Topology, count: number): readonly PlannedOperation[] {
  const chaos = drawChaos(random.stream('chaos'), topology, count);
  return [...chaos, ...drawRingChanges(random.stream('ring'), topology, count), ...drawFinal(topology, count)];
}

function drawChaos(random: Random, topology: Topology, count: number): PlannedOperation[] {
  const { clients } = topology;
  const paceMicros = Math.floor((PHASES.healMicros * clients.length) / Math.max(1, count));
  const added: { cart: string; item: string }[] = [];
  return Array.from({ length: count }, (_, id): PlannedOperation => {
    const client = clients[id % clients.length]?.name ?? '';
    const planned = { id, client, phase: 'chaos', thinkMicros: random.between(0, 2 * paceMicros) } as const;
    const add = (): Drawn => {
      const addition = { cart: random.pick(CARTS), item: `i${id}` };
      added.push(addition);
      return ['add', addition];
    };
    const known = added.slice(-RECENT);
    const [f, value] = mix<Drawn>(random, [
      [45, add],
      [15, known.length === 0 ? add : () => ['remove', random.pick(known)]],
      [12, () => ['cart', { cart: random.pick(CARTS), items: null }]],
      [8, () => ['put', [random.pick(COLD_REGISTERS), id]]],
      [12, () => ['put', [random.pick(REGISTERS), id]]],
      [8, () => ['get', [random.pick(REGISTERS), null]]],
    ]);
    return { ...planned, f, value };
  });
}

/** In some runs the last server joins late, in some the first one leaves. */
function drawRingChanges(random: Random, topology: Topology, count: number): PlannedOperation[] {
  const joining = topology.servers.at(-1);
  const leaving = topology.servers[0];
  const changes: PlannedOperation[] = [];
  const plan = (f: string, value: string): void => {
    const thinkMicros = random.between(500_000, PHASES.healMicros >> 1);
    changes.push({ id: count + changes.length, client: OPERATOR, phase: 'chaos', thinkMicros, f, value });
  };
  if (joining !== undefined && random.percent(50)) plan('join', joining.name);
  if (leaving !== undefined && random.percent(40)) plan('leave', leaving.name);
  return changes;
}

/** Every client reads all carts and registers, each through its own coordinator, and one of them each cold register. */
function drawFinal(topology: Topology, count: number): PlannedOperation[] {
  const clients = topology.clients.map(({ name }) => name);
  const carts = CARTS.map((cart) => ({ f: 'cart', value: { cart, items: null } }));
  const registers = REGISTERS.map((key) => ({ f: 'get', value: [key, null] }));
  const reads = clients.flatMap((client) => [...carts, ...registers].map((read) => ({ client, ...read })));
  const coldReads = COLD_REGISTERS.map((key, nth) => {
    return { client: clients[nth % clients.length] ?? '', f: 'get', value: [key, null] };
  });
  return [...reads, ...coldReads].map((read, nth): PlannedOperation => {
    return { id: count + 10 + nth, phase: 'final', thinkMicros: 1_000, ...read };
  });
}
