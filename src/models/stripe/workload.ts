import type { Topology } from '../../simulation/topology.ts';
import type { PlannedOperation } from '../../workloads/planned-operation.ts';
import { mix } from '../../workloads/mix.ts';
import type { Random } from '../../workloads/random.ts';
import { stagger } from '../../workloads/stagger.ts';
import type { ChargeValue } from './client.ts';
import { RETRY_WINDOW_MICROS } from './config.ts';
import { PHASES } from './phases.ts';

const SETTINGS = ['payout-schedule', 'descriptor', 'currency'] as const;
const LISTS = ['cash', 'payouts', 'reserves', 'disputes'] as const;
const STEPS_AT_MOST = 3;
/** A list is used for so many operations, then the next of its name: lists are read whole. */
const LIST_LIFE = 400;
/** An order that is charged again is one of so many latest. */
const RECENT = 4;
/** The journal is read whole, so it isn't read often while it grows. */
const JOURNAL_EVERY = 40;
const JOURNALS_AT_MOST = 25;
const LATE_RETRIES = 9;

/** What an operation does, and its argument. */
type Drawn = readonly [f: string, value: unknown];

/** Draws the operations of a run: charges and their repetitions, settings, transactions on lists of bookings, balances. */
export function drawStripeOperations(random: Random, topology: Topology, count: number): readonly PlannedOperation[] {
  const orders: ChargeValue[] = [];
  const doubtful = new Set<string>();
  const chaos = drawChaos(random.stream('chaos'), topology, count, orders, doubtful);
  const certain = orders.filter(({ key, card }) => !doubtful.has(key) && card === 'good');
  return [...chaos, ...drawFinal(random.stream('final'), topology, count, certain)];
}

function drawChaos(
  random: Random,
  { clients }: Topology,
  count: number,
  orders: ChargeValue[],
  doubtful: Set<string>,
): readonly PlannedOperation[] {
  const paceMicros = Math.floor((PHASES.healMicros * clients.length) / Math.max(1, count));
  return Array.from({ length: count }, (_, id): PlannedOperation => {
    const client = clients[id % clients.length]?.name ?? '';
    const thinkMicros = stagger(random, { burstPercent: 40, burstMicros: 2_000, spreadMicros: 3 * paceMicros });
    const [f, value] = drawOperation(random, id, orders, doubtful);
    return { id, client, phase: 'chaos', thinkMicros, f, value };
  });
}

function drawOperation(random: Random, id: number, orders: ChargeValue[], doubtful: Set<string>): Drawn {
  if (id % JOURNAL_EVERY === JOURNAL_EVERY - 1 && id < JOURNAL_EVERY * JOURNALS_AT_MOST) return ['journal', null];
  return mix<Drawn>(random, [
    [48, () => ['charge', drawCharge(random, id, orders, doubtful)]],
    [10, () => ['write', [random.pick(SETTINGS), id]]],
    [12, () => ['read', [random.pick(SETTINGS), null]]],
    [24, () => ['txn', drawSteps(random, id)]],
    [6, () => ['balances', null]],
  ]);
}

/** A new order; or one of the latest again, by whoever comes; or one of the latest with another amount, by mistake. */
function drawCharge(random: Random, id: number, orders: ChargeValue[], doubtful: Set<string>): ChargeValue {
  const kind = random.below(100);
  const recent = orders.slice(-RECENT);
  if (kind < 30 && recent.length > 0) {
    const order = random.pick(recent);
    if (kind < 24) return order;
    doubtful.add(order.key);
    return { ...order, amount: order.amount + 1 };
  }
  const card = kind >= 92 ? 'declined' : 'good';
  const merchant = `m${random.between(1, 4)}`;
  const order: ChargeValue = { key: `order-${id}`, merchant, card, amount: random.between(100, 99_999) };
  orders.push(order);
  return order;
}

/** Reads and appends; each appended booking is unique in the run. */
function drawSteps(random: Random, id: number): readonly (readonly [string, string, number | null])[] {
  const life = Math.floor(id / LIST_LIFE);
  return Array.from({ length: random.between(1, STEPS_AT_MOST) }, (_, nth) => {
    const list = `${random.pick(LISTS)}-${life}`;
    return random.percent(45) ? ['r', list, null] : ['append', list, id * STEPS_AT_MOST + nth];
  });
}

/**
 * Three clerks of a merchant press the same button at the same moment, while a setting is changed and read; then all is read; for a day, old orders are charged
 * again under their keys; then the books are read.
 */
function drawFinal(
  random: Random,
  { clients }: Topology,
  count: number,
  orders: readonly ChargeValue[],
): readonly PlannedOperation[] {
  const operations: PlannedOperation[] = [];
  const plan = (client: number, thinkMicros: number, [f, value]: Drawn): void => {
    const { name = '' } = clients[client % clients.length] ?? {};
    operations.push({ id: count + operations.length, client: name, phase: 'final', thinkMicros, f, value });
  };
  const last: ChargeValue = { key: `order-${count}`, merchant: 'm1', card: 'good', amount: 4_200 };
  for (const client of [0, 1, 2]) plan(client, 0, ['charge', last]);
  plan(3, 0, ['write', [SETTINGS[0], count]]);
  for (const client of [4, 5]) plan(client, 0, ['read', [SETTINGS[0], null]]);
  const lists = Array.from({ length: Math.ceil(count / LIST_LIFE) }, (_, life) =>
    LISTS.map((name) => `${name}-${life}`),
  );
  for (const names of lists) plan(4, 10_000, ['txn', names.map((name) => ['r', name, null])]);
  for (const name of SETTINGS) plan(3, 10_000, ['read', [name, null]]);
  for (const client of [4, 5]) plan(client, 10_000, ['journal', null]);
  const each = Math.ceil(LATE_RETRIES / 3);
  const late = random.shuffle(orders).slice(0, LATE_RETRIES);
  late.forEach((order, nth) => plan(nth % 3, random.below(Math.floor(RETRY_WINDOW_MICROS / each)), ['charge', order]));
  plan(5, RETRY_WINDOW_MICROS + 600_000_000, ['journal', null]);
  plan(5, 10_000, ['balances', null]);
  return operations;
}
