import { positiveSettings } from '../parts/positive-settings.ts';
import type { Settings } from '../system.ts';

/** The numbers that a Kafka cluster and its clients run on. Names are those of the plan's settings. */
export interface Config {
  /** Below so many in-sync replicas a partition takes no record with acks=all, and commits none. */
  readonly minInsyncReplicas: number;
  /** How often a broker tells the controller that it lives, and how long the controller believes it. */
  readonly brokerHeartbeatMicros: number;
  readonly brokerSessionMicros: number;
  /** A follower that was not caught up for so long leaves the in-sync replicas (replica.lag.time.max.ms). */
  readonly replicaLagMicros: number;
  /** How long a fetch waits at the leader for news, and its sender for the leader. */
  readonly fetchWaitMicros: number;
  readonly fetchTimeoutMicros: number;
  /** The operating system writes its page cache back so often; nobody waits for it. */
  readonly writeBackMicros: number;
  /** How often the controller gives partitions back to their preferred leaders. */
  readonly preferredLeaderMicros: number;
  /** How long a leader waits for the in-sync replicas before it answers that it does not know. */
  readonly commitTimeoutMicros: number;
  /** A transaction that is open for longer is aborted (transaction.timeout.ms). */
  readonly transactionTimeoutMicros: number;
  /** A worker that is silent for longer leaves its group. */
  readonly memberSessionMicros: number;
  /** How long a client waits for a broker, and for all its attempts together. */
  readonly tryTimeoutMicros: number;
  readonly requestTimeoutMicros: number;
}

export const DEFAULT_CONFIG: Config = {
  minInsyncReplicas: 2,
  brokerHeartbeatMicros: 150_000,
  brokerSessionMicros: 800_000,
  replicaLagMicros: 600_000,
  fetchWaitMicros: 120_000,
  fetchTimeoutMicros: 350_000,
  writeBackMicros: 1_000_000,
  preferredLeaderMicros: 1_500_000,
  commitTimeoutMicros: 900_000,
  transactionTimeoutMicros: 2_000_000,
  memberSessionMicros: 1_000_000,
  tryTimeoutMicros: 1_000_000,
  requestTimeoutMicros: 3_000_000,
};

/** @throws RangeError for a setting that is missing or no positive integer. */
export function readConfig(settings: Settings): Config {
  return positiveSettings(Object.keys(DEFAULT_CONFIG) as (keyof Config)[], settings);
}
