import type { Host } from '../../../simulation/host.ts';
import type { Task } from '../../../simulation/task.ts';
import { type Catalog, counterOf } from '../catalog.ts';
import { YIELD_TRY_MICROS } from '../config.ts';
import type { Reserve, YieldStripe } from '../messages.ts';
import { ANY_TIME, HeldStripe } from './held-stripe.ts';
import type { Stripes } from './stripes.ts';

/**
 * Moves free units of an item to the counter of a request that finds too few there: in one change under the locks of both
 * counters, so that no unit is ever nowhere or in two places. True once the counter has enough or the others have
 * nothing left; false where that can't be known.
 */
export function* gather(
  host: Host,
  stripes: Stripes,
  catalog: Catalog,
  { item, request, units }: Reserve,
): Task<boolean> {
  const shard = catalog.shardOf(item, request);
  for (const other of catalog.shardsOf(item)) {
    if (other === shard) continue;
    const both = [catalog.stripeOf(item, shard), catalog.stripeOf(item, other)] as const;
    yield* stripes.lock(both);
    const to = yield* holdAnyway(host, stripes, both[0]);
    const from = to === undefined ? undefined : yield* holdAnyway(host, stripes, both[1]);
    const isDone =
      to !== undefined &&
      from !== undefined &&
      (yield* move(host, stripes, [from, counterOf(item, other)], [to, counterOf(item, shard)], units));
    stripes.unlock(both);
    if (!isDone) return false;
  }
  return true;
}

type Counter = readonly [held: HeldStripe, counter: string];

/** Half of what the other counter has, or as much more as is wanted. */
function* move(
  host: Host,
  stripes: Stripes,
  [from, source]: Counter,
  [to, target]: Counter,
  units: number,
): Task<boolean> {
  const there = from.free.get(source) ?? 0;
  const here = to.free.get(target) ?? 0;
  const moved = Math.min(there, Math.max(units - here, there >> 1));
  if (here >= units || moved <= 0) return true;
  const taken = [source, there - moved] as const;
  const given = [target, here + moved] as const;
  const reply = yield* stripes.change(
    from === to
      ? [[from, { free: [taken, given], reservations: [] }]]
      : [
          [from, { free: [taken], reservations: [] }],
          [to, { free: [given], reservations: [] }],
        ],
    ANY_TIME,
  );
  host.sometimes('inventory: units moved between counters', reply?.status === 'changed');
  return reply?.status === 'changed';
}

/** A stripe with its lock, even if another shop must be asked to give that up. */
function* holdAnyway(host: Host, stripes: Stripes, stripe: number): Task<HeldStripe | undefined> {
  const first = yield* stripes.hold(stripe);
  if (first === undefined || first instanceof HeldStripe) return first;
  const message: YieldStripe = { kind: 'yield-stripe', stripe };
  const isYielded = yield* host.call<boolean>(first.holder, message, YIELD_TRY_MICROS);
  host.sometimes('inventory: a shop gives up a lock for another', isYielded === true);
  if (isYielded !== true) return undefined;
  const second = yield* stripes.hold(stripe);
  return second instanceof HeldStripe ? second : undefined;
}
