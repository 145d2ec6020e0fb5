import type { Span } from '../../simulation/deviations.ts';
import { everySmallWorld, smallTopology } from '../parts/small-scope.ts';
import type { SmallWorkload } from '../system.ts';
import { DEFAULT_CONFIG } from './config.ts';

const CART = 'cart';

/**
 * A small cluster waits for a replica less long than a late message takes, and looks after its neighbours so rarely that every operation
 * has ended by then, whatever two events did to it.
 */
const SETTINGS = {
  ...DEFAULT_CONFIG,
  virtualNodes: 8,
  replicaTimeoutMicros: 8_000,
  tryTimeoutMicros: 30_000,
  requestTimeoutMicros: 240_000,
  gossipMicros: 2_000_000,
  handoffMicros: 1_000_000,
  antiEntropyMicros: 2_000_000,
};

/** All operations have ended by then, also those that were asked for three times. */
const DEVIABLE: Span = { fromMicros: 0, untilMicros: 150_000 };

/** Every way in which so many clients add an item of their own to one cart, or read it, once. */
export function smallWorkloads(servers: number, operations: number): readonly SmallWorkload[] {
  const worlds = everySmallWorld(servers, operations, {
    topologyOf: smallTopology,
    startMicros: 0,
    write: (client) => ['add', { cart: CART, item: `i${client + 1}` }],
    read: () => ['cart', { cart: CART, items: null }],
  });
  return worlds.map((world) => ({ ...world, settings: SETTINGS, deviable: DEVIABLE }));
}
