import type { Topology } from '../../simulation/topology.ts';
import type { PlannedOperation } from '../../workloads/planned-operation.ts';
import type { Random } from '../../workloads/random.ts';
import type { Settings } from '../system.ts';
import { Catalog } from './catalog.ts';
import type { EndValue, ReserveValue } from './client.ts';
import { ALL_OVER_MICROS, PHASES } from './phases.ts';

/** Items are sold for so many operations; then there are new ones. */
const SEASON = 200;
/** A request that is repeated, or a reservation that is ended, is one of so many latest. */
const RECENT = 6;
/** Most of those who end a reservation leave out so many latest: they may not have been made yet. */
const PENDING = 6;
const UNITS_AT_MOST = 3;
/** A customer who pays at the last moment does so about then. */
const LAST_MOMENT_MICROS = 70_000;

type Drawn = readonly [f: string, value: unknown, thinkMicros?: number];

/** What was drawn so far. */
interface Drawing {
  readonly random: Random;
  readonly catalog: Catalog;
  readonly reserved: ReserveValue[];
  readonly ended: Drawn[];
  /** By client, what it did last. */
  readonly latest: Map<string, Drawn>;
}

/** All items that operations are about, in the order in which they come. */
export function itemsOf(operations: readonly PlannedOperation[]): readonly string[] {
  return [...new Set(operations.map(({ value }) => (value as { readonly item: string }).item))];
}

/** Draws the operations of a run: reservations, their repetitions and their ends, and readings of the stock. */
export function drawInventoryOperations(
  random: Random,
  topology: Topology,
  settings: Settings,
  count: number,
): readonly PlannedOperation[] {
  const catalog = Catalog.of([], settings);
  const drawing: Drawing = {
    random: random.stream('chaos'),
    catalog,
    reserved: [],
    ended: [],
    latest: new Map(),
  };
  const { clients } = topology;
  const paceMicros = Math.floor((PHASES.healMicros * clients.length) / Math.max(1, count));
  const chaos = Array.from({ length: count }, (_, id): PlannedOperation => {
    const client = clients[id % clients.length]?.name ?? '';
    const drawn = drawOperation(drawing, id, client);
    drawing.latest.set(client, drawn);
    const [f, value, aimedMicros] = drawn;
    const usual = drawing.random.percent(40) ? drawing.random.below(2_000) : drawing.random.below(3 * paceMicros);
    return { id, client, phase: 'chaos', thinkMicros: aimedMicros ?? usual, f, value };
  });
  return [...chaos, ...drawFinal(topology, catalog, count, itemsOf(chaos))];
}

function drawOperation(drawing: Drawing, id: number, client: string): Drawn {
  const { random } = drawing;
  const inTime = drawLastMoment(drawing, id, client);
  if (inTime !== undefined) return inTime;
  const kind = random.below(100);
  if (kind < 44) return ['reserve', drawReserve(drawing, id)];
  if (kind < 57) return drawEnd(drawing, id, 'confirm');
  if (kind < 76) return drawEnd(drawing, id, 'cancel');
  return ['stock', { item: drawItem(random, id) }];
}

/** Half of those who have just reserved in a flash sale confirm when their time is about over. */
function drawLastMoment({ random, latest, ended }: Drawing, id: number, client: string): Drawn | undefined {
  const [f, value] = latest.get(client) ?? [];
  if (f !== 'reserve' || !random.percent(50)) return undefined;
  const { request, item, lifeMicros } = value as ReserveValue;
  if (!item.startsWith('flash')) return undefined;
  const thinkMicros = lifeMicros - LAST_MOMENT_MICROS + random.below(2 * LAST_MOMENT_MICROS);
  const drawn: Drawn = ['confirm', { request: `q${id}`, reservation: request, item } satisfies EndValue, thinkMicros];
  ended.push(drawn);
  return drawn;
}

/** A new request; or one of the latest again, by whoever comes; or one of the latest for other units, by mistake. */
function drawReserve({ random, catalog, reserved }: Drawing, id: number): ReserveValue {
  const recent = reserved.slice(-RECENT);
  const kind = random.below(100);
  if (kind < 18 && recent.length > 0) {
    const again = random.pick(recent);
    return kind < 15 ? again : { ...again, units: again.units + 1 };
  }
  const item = drawItem(random, id);
  const units = random.between(1, UNITS_AT_MOST);
  const value: ReserveValue = { request: `r${id}`, item, units, lifeMicros: catalog.lifeOf(item) };
  reserved.push(value);
  return value;
}

/** The end of one of the latest reservations; or the end of one of them again. */
function drawEnd({ random, reserved, ended }: Drawing, id: number, f: 'confirm' | 'cancel'): Drawn {
  const again = ended.slice(-RECENT).filter(([other]) => other === f);
  if (again.length > 0 && random.percent(30)) {
    const [, value] = random.pick(again);
    return [f, value];
  }
  const pending = random.percent(90) ? PENDING : 0;
  const recent = reserved.slice(0, reserved.length - pending).slice(-RECENT);
  if (recent.length === 0) return ['stock', { item: drawItem(random, id) }];
  const { request, item } = random.pick(recent);
  const drawn: Drawn = [f, { request: `q${id}`, reservation: request, item } satisfies EndValue];
  ended.push(drawn);
  return drawn;
}

function drawItem(random: Random, id: number): string {
  const season = Math.floor(id / SEASON);
  const kind = random.below(100);
  if (kind < 45) return `hot-${season}`;
  return kind < 75 ? `flash-${season}` : `shelf-${season}`;
}

/**
 * Three customers want units of one item at one moment while others read it; one pays, one thinks better of it, and one
 * never comes back. When every reservation must be over, all stock is read, and what came back is reserved anew.
 */
function drawFinal(
  { clients }: Topology,
  catalog: Catalog,
  count: number,
  items: readonly string[],
): readonly PlannedOperation[] {
  const operations: PlannedOperation[] = [];
  const plan = (client: number, thinkMicros: number, f: string, value: unknown): void => {
    const { name = '' } = clients[client % clients.length] ?? {};
    operations.push({ id: count + operations.length, client: name, phase: 'final', thinkMicros, f, value });
  };
  const item = 'last-0';
  const lifeMicros = catalog.lifeOf(item);
  const requestOf = (name: string): string => `${name}-${count}`;
  const reserve = (name: string, units: number): ReserveValue => ({
    request: requestOf(name),
    item,
    units,
    lifeMicros,
  });
  const end = (name: string): EndValue => ({ request: requestOf(`end-${name}`), reservation: requestOf(name), item });
  plan(0, 0, 'reserve', reserve('bought', 2));
  plan(1, 0, 'reserve', reserve('regretted', 3));
  plan(2, 0, 'reserve', reserve('forgotten', 3));
  for (const client of [3, 4, 5]) plan(client, 0, 'stock', { item });
  plan(0, 10_000, 'confirm', end('bought'));
  plan(1, 10_000, 'cancel', end('regretted'));
  items.forEach((name, nth) => plan(3 + (nth % 3), nth < 3 ? ALL_OVER_MICROS : 1_000, 'stock', { item: name }));
  plan(2, ALL_OVER_MICROS, 'stock', { item });
  plan(2, 1_000, 'reserve', reserve('again', 6));
  return operations;
}
