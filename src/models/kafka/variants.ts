import type { Variant } from '../system.ts';
import { CORRECT, type Mechanisms } from './mechanisms.ts';
import { newProducer } from './transactions/transaction-state.ts';
import { ZOOKEEPER_PROTOCOL } from './controller/zookeeper-protocol.ts';

interface KafkaVariant extends Variant {
  readonly mechanisms: Partial<Mechanisms>;
}

const VARIANTS: readonly KafkaVariant[] = [
  {
    name: 'acks-one',
    mistake: 'A leader acknowledges a record as soon as its own log has it (acks=1).',
    anomaly: 'lost-write',
    guarantee: 'no-lost-record',
    preset: 'split-brain',
    mechanisms: { acks: 'leader' },
  },
  {
    name: 'unclean-election',
    mistake: 'When no in-sync replica can be heard, any replica may lead (unclean.leader.election.enable=true).',
    anomaly: 'lost-write',
    guarantee: 'no-lost-record',
    preset: 'everything',
    mechanisms: {
      electLeader: (state, isUsable) => CORRECT.electLeader(state, isUsable) ?? state.replicas.find(isUsable) ?? null,
    },
  },
  {
    name: 'truncates-to-high-watermark',
    mistake: 'A follower cuts its log at its own high watermark, and the leader never compares leader epochs.',
    anomaly: 'diverged-logs',
    guarantee: 'log-agreement',
    preset: 'everything',
    mechanisms: { keptWhenFollowing: (_log, highWatermark) => highWatermark, divergence: () => undefined },
  },
  {
    name: 'no-sequence-numbers',
    mistake: 'A leader appends every batch that it gets, also one that is sent again.',
    anomaly: 'duplicate',
    guarantee: 'no-duplicate-record',
    preset: 'everything',
    mechanisms: { heedStamp: () => ({ is: 'next' }) },
  },
  {
    name: 'controller-without-epoch',
    mistake: 'Whoever takes himself for the controller decides alone, and brokers obey whoever speaks last.',
    anomaly: 'diverged-logs: two controllers, two leaders',
    guarantee: 'log-agreement',
    preset: 'doctor',
    mechanisms: { controllerProtocol: ZOOKEEPER_PROTOCOL },
  },
  {
    name: 'offset-before-processing',
    mistake: 'A worker commits how far it has read before it writes what it made of it.',
    anomaly: 'unprocessed: an order without a bill',
    guarantee: 'exactly-once-processing',
    preset: 'split-brain',
    mechanisms: {
      *commitProcessed(producer, output, progress, deadline) {
        const moved = yield* producer.run([progress], true, deadline);
        return moved.is === 'committed' ? yield* producer.run(output, true, deadline) : moved;
      },
    },
  },
  {
    name: 'no-producer-fencing',
    mistake: 'Claiming a transactional id gives a new producer id and leaves the earlier holder alone.',
    anomaly: 'processed-twice: a zombie commits beside its successor',
    guarantee: 'exactly-once-processing',
    preset: 'split-brain',
    mechanisms: { claimTransactionalId: (_known, freshId, name) => newProducer(freshId, name) },
  },
];

export const KAFKA_VARIANTS: readonly Variant[] = VARIANTS.map(({ mechanisms: _, ...variant }) => variant);

/** The mechanisms of a variant; of the correct system for null. */
export function mechanismsOf(variant: string | null): Mechanisms {
  return { ...CORRECT, ...VARIANTS.find(({ name }) => name === variant)?.mechanisms };
}
