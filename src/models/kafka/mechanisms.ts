import { type ControllerProtocol, QUORUM_PROTOCOL } from './controller/protocol.ts';
import { electClean, type ElectionRule } from './cluster/metadata.ts';
import type { EpochEnd, PartitionLog } from './log/partition-log.ts';
import type { Task } from '../../simulation/task.ts';
import type { Outgoing, TransactionalProducer, TransactionEnd } from './client/transactional-producer.ts';
import { claimFencing, type ClaimRule } from './transactions/transaction-state.ts';
import type { StampVerdict } from './log/producer-states.ts';

/** The decisions that make it correct, each in one place. A variant replaces some of them. */
export interface Mechanisms {
  /** How a change of the metadata is decided, and how brokers learn of it. */
  readonly controllerProtocol: ControllerProtocol;
  /** Who may lead a partition after its leader was lost. */
  readonly electLeader: ElectionRule;
  /** Up to where an acknowledged record must be replicated: everywhere in sync, or nowhere but at the leader. */
  readonly acks: 'all' | 'leader';
  /** What a replica keeps of its log when it begins to follow: a length. */
  keptWhenFollowing(log: PartitionLog, highWatermark: number): number;
  /** Where a follower's log, which ends at `offset` with a record of `lastEpoch`, leaves the leader's; undefined when it doesn't. */
  divergence(log: PartitionLog, offset: number, lastEpoch: number): EpochEnd | undefined;
  /** What a leader makes of a record's stamp. */
  heedStamp(verdict: StampVerdict): StampVerdict;
  /** What becomes of a transactional id's earlier holder when it is claimed. */
  readonly claimTransactionalId: ClaimRule;
  /** Writes what a worker made of some records, and how far it has thereby come. */
  commitProcessed(
    producer: TransactionalProducer,
    output: readonly Outgoing[],
    progress: Outgoing,
    deadline: number,
  ): Task<TransactionEnd>;
}

/** Kafka as it should be. */
export const CORRECT: Mechanisms = {
  controllerProtocol: QUORUM_PROTOCOL,
  electLeader: electClean,
  acks: 'all',
  keptWhenFollowing: (log) => log.end,
  divergence(log, offset, lastEpoch) {
    const known = log.endOf(lastEpoch);
    return known.epoch === lastEpoch && known.end >= offset ? undefined : known;
  },
  heedStamp: (verdict) => verdict,
  claimTransactionalId: claimFencing,
  commitProcessed: (producer, output, progress, deadline) => producer.run([...output, progress], true, deadline),
};
