import { positiveSettings } from '../parts/positive-settings.ts';
import type { Random } from '../../workloads/random.ts';
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
  /** How long a rebalance waits for workers to join. */
  readonly rebalanceTimeoutMicros: number;
  /** How long a client waits for a broker, and for all its attempts together; and if it is one that gives up early. */
  readonly tryTimeoutMicros: number;
  readonly requestTimeoutMicros: number;
  readonly impatientTimeoutMicros: number;
  /** How often leaders remove old records. */
  readonly retentionCheckMicros: number;
  /** How many committed records of a partition of orders are kept at least (log.retention.bytes); Infinity for all. */
  readonly retainedRecords: number;
  /** Whether workers keep their partitions through a rebalance (KIP-429), or give up all of them first. */
  readonly isCooperative: boolean;
}

const DURATIONS: Omit<Config, 'isCooperative' | 'retainedRecords'> = {
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
  rebalanceTimeoutMicros: 700_000,
  tryTimeoutMicros: 1_000_000,
  requestTimeoutMicros: 3_000_000,
  impatientTimeoutMicros: 500_000,
  retentionCheckMicros: 400_000,
};

/** The usual numbers, one of the two ways to rebalance, and now and then retention: little is kept of logs that are short. */
export function drawConfig(random: Random): Settings {
  const isCooperative = random.percent(50);
  const retention = random.stream('retention');
  if (!retention.percent(40)) return { ...DURATIONS, isCooperative };
  return { ...DURATIONS, isCooperative, retainedRecords: retention.between(6, 14) };
}

/** @throws RangeError for a number that is missing or no positive integer. */
export function readConfig(settings: Settings): Config {
  const numbers = positiveSettings(Object.keys(DURATIONS) as (keyof typeof DURATIONS)[], settings);
  const retainedRecords =
    settings['retainedRecords'] === undefined
      ? Infinity
      : positiveSettings(['retainedRecords'], settings).retainedRecords;
  return { ...numbers, retainedRecords, isCooperative: settings['isCooperative'] === true };
}
