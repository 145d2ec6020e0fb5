import { positiveSettings } from '../parts/positive-settings.ts';
import type { Settings } from '../system.ts';

/** The numbers that a Dynamo cluster and its clients run on. Names are those of the plan's settings. */
export interface Config {
  /** Replicas of a key (N), and how many of them a read (R) and a write (W) wait for. */
  readonly replicas: number;
  readonly readQuorum: number;
  readonly writeQuorum: number;
  readonly virtualNodes: number;
  /** How long a coordinator waits for a replica before it goes on without it. */
  readonly replicaTimeoutMicros: number;
  /** How long a client waits for a coordinator before it asks the next, and for all of them before it gives up. */
  readonly tryTimeoutMicros: number;
  readonly requestTimeoutMicros: number;
  readonly gossipMicros: number;
  /** Rounds of gossip without news of a node after which it is taken for unreachable. */
  readonly patienceRounds: number;
  readonly handoffMicros: number;
  readonly antiEntropyMicros: number;
}

export const DEFAULT_CONFIG: Config = {
  replicas: 3,
  readQuorum: 2,
  writeQuorum: 2,
  virtualNodes: 160,
  replicaTimeoutMicros: 120_000,
  tryTimeoutMicros: 500_000,
  requestTimeoutMicros: 6_000_000,
  gossipMicros: 400_000,
  patienceRounds: 6,
  handoffMicros: 500_000,
  antiEntropyMicros: 800_000,
};

/** @throws RangeError for a setting that is missing or no positive integer. */
export function readConfig(settings: Settings): Config {
  return positiveSettings(Object.keys(DEFAULT_CONFIG) as (keyof Config)[], settings);
}
