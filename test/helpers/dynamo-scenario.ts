import type { Operation } from '../../src/history/operation.generated.ts';
import { DYNAMO } from '../../src/models/dynamo/dynamo.ts';
import { DEFAULT_CONFIG } from '../../src/models/dynamo/config.ts';
import { HashRing } from '../../src/models/parts/ring/hash-ring.ts';
import type { Settings } from '../../src/models/system.ts';
import type { Fault } from '../../src/nemesis/fault.ts';
import type { Plan } from '../../src/search/plan.ts';
import { type Run, simulate } from '../../src/search/simulate.ts';
import { hashText } from '../../src/simulation/hash.ts';
import type { Topology } from '../../src/simulation/topology.ts';
import type { PlannedOperation } from '../../src/workloads/planned-operation.ts';
import { Random } from '../../src/workloads/random.ts';

export const TOPOLOGY: Topology = DYNAMO.drawTopology(new Random('scenario'));

/** What is special about a run; the rest is a fault-free run of the correct system that does nothing. */
export interface Scenario {
  readonly variant?: string;
  readonly settings?: Settings;
  readonly operations: readonly Omit<PlannedOperation, 'id'>[];
  readonly faults?: readonly Fault[];
}

export function play({ variant, settings, operations, faults = [] }: Scenario): Run {
  const plan: Plan = {
    format: 'capcheck-plan/1',
    system: 'dynamo',
    variant: variant ?? null,
    seed: 1,
    preset: 'none',
    pastContract: null,
    topology: TOPOLOGY,
    settings: { ...DEFAULT_CONFIG, ...settings },
    operations: operations.map((operation, id) => ({ id, ...operation })),
    faults,
  };
  return simulate(plan);
}

/** The servers of a key while all of them are in the ring, owners first. */
export function preferenceList(key: string): readonly string[] {
  const members = TOPOLOGY.servers.map(({ name, zone }) => ({ name, place: zone }));
  return new HashRing(members, DEFAULT_CONFIG.virtualNodes, hashText).preferenceList(key, DEFAULT_CONFIG.replicas);
}

/** A key that a server owns, or one that it doesn't. */
export function keyOwnedBy(server: string, isOwned: boolean): string {
  for (let nth = 0; ; nth++) {
    const key = `key-${nth}`;
    if (preferenceList(key).slice(0, DEFAULT_CONFIG.replicas).includes(server) === isOwned) return key;
  }
}

interface StatedKey {
  readonly owners: readonly string[];
  readonly siblings: readonly unknown[];
  readonly clock: string;
}

/** What each server said at the end that it holds of a key; servers that hold nothing of it are left out. */
export function statedBy(run: Run, key: string): ReadonlyMap<string, StatedKey> {
  const stated = new Map<string, StatedKey>();
  for (const { process, value } of run.history.observations('replica-state')) {
    const held = (value as { keys: Record<string, StatedKey> }).keys[key];
    if (held !== undefined) stated.set(String(process), held);
  }
  return stated;
}

/** The completions of operations of one name, in order. */
export function completionsOf(run: Run, f: string): readonly (Operation | undefined)[] {
  return run.history.of(f).map(({ completion }) => completion);
}
