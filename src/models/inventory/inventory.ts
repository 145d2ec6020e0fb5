import type { Host } from '../../simulation/host.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import { ClientProgram } from '../../workloads/client-program.ts';
import { isDiskDamage } from '../../nemesis/within-contract.ts';
import type { System, SystemPlan } from '../system.ts';
import { Catalog } from './catalog.ts';
import { CLAIM } from './claim.ts';
import { Customer } from './client.ts';
import { PHASES } from './phases.ts';
import { smallWorkloads } from './small-workloads.ts';
import { ShopServer } from './shop/shop-server.ts';
import { StockServer } from './stock-server.ts';
import { drawTopology } from './topology.ts';
import { INVENTORY_VARIANTS, mechanismsOf } from './variants.ts';
import { drawInventoryOperations, itemsOf } from './workload.ts';

/** Clock faults hit the servers whose clocks decide. */
const CLOCK_FAULTS: readonly string[] = ['clock-offset', 'clock-drift', 'clock-jump', 'clock-rates', 'leap-second'];

/** Reservations that never oversell: counters under fenced locks, in a store that a majority keeps. */
export const INVENTORY: System = {
  name: 'inventory',
  title: 'reservations that never oversell: striped counters under fenced locks, expiry by a bounded clock',
  claim: CLAIM,
  variants: INVENTORY_VARIANTS,
  conditions: [
    { name: 'divided stock', without: 'every item has one counter', settings: { shards: 1 } },
    { name: 'several locks', without: 'one lock guards all counters', settings: { stripes: 1 } },
  ],
  phases: PHASES,
  faultTargets(kind, { servers }) {
    const isOfStore = CLOCK_FAULTS.includes(kind) || isDiskDamage(kind);
    return servers.filter(({ votes }) => votes || !isOfStore).map(({ name }) => name);
  },
  drawTopology,
  drawSettings: (random) => ({
    stripes: random.pick([3, 6]),
    shards: random.pick([2, 3]),
    flashLifeMicros: random.pick([500_000, 900_000, 1_500_000]),
  }),
  drawOperations: drawInventoryOperations,
  smallWorkloads,
  build: buildInventory,
};

function buildInventory(simulation: Simulation, { topology, variant, settings, operations }: SystemPlan): void {
  const mechanisms = mechanismsOf(variant);
  const catalog = Catalog.of(itemsOf(operations), settings);
  const stores = topology.servers.filter(({ votes }) => votes).map(({ name }) => name);
  const shops = topology.servers.filter(({ votes }) => !votes).map(({ name }) => name);
  for (const { name, votes, ...place } of topology.servers)
    simulation.addNode(name, place, 'server', (host: Host) =>
      votes
        ? new StockServer(host, stores, shops, catalog, mechanisms)
        : new ShopServer(host, stores, { catalog, mechanisms }),
    );
  topology.clients.forEach(({ name, ...place }, nth) => {
    simulation.addNode(name, place, 'client', (host) => {
      const { home } = place;
      const client = new Customer(host, [home, ...shops.filter((shop) => shop !== home)]);
      return new ClientProgram(host, client, simulation.recorder, operations, PHASES, nth, topology.clients.length);
    });
  });
}
