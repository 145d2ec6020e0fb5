import type { Span } from '../../simulation/deviations.ts';
import { everySmallWorld } from '../parts/small-scope.ts';
import type { SmallWorkload } from '../system.ts';
import type { ReserveValue } from './client.ts';
import { LIFE_MICROS } from './config.ts';
import { makeTopology } from './topology.ts';

const ITEM = 'last-0';
/** More than half of what there is: two customers can't both have so many. */
const UNITS = 5;
const SETTINGS = { stripes: 1, shards: 1, flashLifeMicros: LIFE_MICROS };
/** By then leaders of the stock and of the locks are elected. */
const START_MICROS = 1_200_000;
const DEVIABLE: Span = { fromMicros: START_MICROS, untilMicros: START_MICROS + 100_000 };

/** Every way in which so many customers reserve most of what is left of one item, or look at it, once. */
export function smallWorkloads(servers: number, operations: number): readonly SmallWorkload[] {
  const worlds = everySmallWorld(servers, operations, {
    topologyOf: (zones, homes) => makeTopology(zones, false, homes),
    startMicros: START_MICROS,
    write(client) {
      const wish: ReserveValue = { request: `r${client + 1}`, item: ITEM, units: UNITS, lifeMicros: LIFE_MICROS };
      return ['reserve', wish];
    },
    read: () => ['stock', { item: ITEM }],
  });
  return worlds.map((world) => ({ ...world, settings: SETTINGS, deviable: DEVIABLE }));
}
