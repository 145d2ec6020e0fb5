import type { Message } from '../../simulation/request.ts';
import type { Connection, Reconnect } from '../parts/connector.ts';
import type { MetadataCommand } from './cluster/commands.ts';
import type { MetadataImage } from './cluster/metadata.ts';
import type { LogRecord, LogStart, ProducerStamp } from './log/record.ts';

/** A broker lives: to the controller, which registers it when its incarnation is new. */
export interface BrokerHeartbeat extends Message {
  readonly kind: 'broker-heartbeat';
  readonly incarnation: number;
  /** What this controller answered last, by its clock; 0 when it hasn't yet. */
  readonly heardMicros: number;
}

/** The controller heard a broker, at this time of its clock. */
export interface HeartbeatHeard extends Message {
  readonly kind: 'heartbeat-heard';
  readonly atMicros: number;
}

/** Asks the controller to change the metadata: true once the change is decided, whether or not it was still valid. */
export interface ChangeMetadata extends Message {
  readonly kind: 'change-metadata';
  readonly command: MetadataCommand;
}

/** Asks a broker how far its log of a partition goes. */
export interface LogExtent extends Message {
  readonly kind: 'log-extent';
  readonly partition: string;
}

export interface LogExtentReply {
  readonly incarnation: number;
  readonly lastEpoch: number;
  readonly end: number;
}

/** The metadata as one controller sees it, in a protocol without a quorum. */
export interface PushImage extends Message {
  readonly kind: 'push-image';
  readonly image: MetadataImage;
}

/** A follower asks its leader for records from an offset on, and thereby says that it has all before. */
export interface ReplicaFetch extends Message {
  readonly kind: 'replica-fetch';
  readonly partition: string;
  readonly leaderEpoch: number;
  readonly brokerEpoch: number;
  readonly offset: number;
  /** Epoch of the follower's last record. */
  readonly lastEpoch: number;
}

export type ReplicaFetchReply =
  | {
      readonly status: 'ok';
      readonly records: readonly LogRecord[];
      readonly highWatermark: number;
      /** Where the leader's log begins. */
      readonly start: number;
    }
  /** The leader has removed what the follower asked for: it must begin anew. */
  | { readonly status: 'out-of-range'; readonly start: LogStart }
  /** The follower's log differs: it must forget what lies behind the end of that epoch. */
  | { readonly status: 'diverging'; readonly epoch: number; readonly end: number }
  | { readonly status: 'fenced' };

/** Not this broker, or not any more: nothing was done by it as it is now. */
export type Elsewhere = { readonly status: 'not-leader'; readonly leader: string | null } | Reconnect;

/** Surely nothing was done, now or later. */
export interface Refused {
  readonly status: 'refused';
  readonly why: string;
  /** Whether the same may be taken later. */
  readonly mayRetry: boolean;
}

/** It may have been done, or may be yet. */
export interface Unsure {
  readonly status: 'unsure';
  readonly why: string;
}

/** Appends records to a partition. */
export interface Produce extends Message {
  readonly kind: 'produce';
  readonly connection: Connection;
  readonly partition: string;
  readonly records: readonly { readonly producer: ProducerStamp; readonly value: unknown }[];
  readonly isTransactional: boolean;
}

export type ProduceReply =
  | { readonly status: 'ok'; readonly offsets: readonly number[]; readonly leader: string }
  | Refused
  | Unsure
  | Elsewhere;

/** Asks for a producer id of one's own. */
export interface NewProducerId extends Message {
  readonly kind: 'new-producer-id';
  /** Names the request, so that asking again gives the same. */
  readonly request: string;
}

export type NewProducerIdReply = { readonly status: 'ok'; readonly id: number } | Elsewhere;

/** A consumer reads a partition from an offset on. */
export interface Fetch extends Message {
  readonly kind: 'read-records';
  readonly partition: string;
  readonly offset: number;
}

export type FetchReply =
  | {
      readonly status: 'ok';
      readonly records: readonly (readonly [offset: number, value: unknown])[];
      /** Where to read on. */
      readonly next: number;
      /** Whether that is the end of what is committed, for now: it isn't while a transaction is open before. */
      readonly isAtEnd: boolean;
    }
  | Elsewhere;

/** Claims a transactional id: ends what its earlier holder left open, and fences that holder. */
export interface InitTransactions extends Message {
  readonly kind: 'init-transactions';
  readonly connection: Connection;
  readonly transactionalId: string;
}

export type InitTransactionsReply =
  { readonly status: 'ok'; readonly id: number; readonly epoch: number } | Refused | Unsure | Elsewhere;

/** Adds partitions to a producer's transaction, before it writes to them. */
export interface AddPartitions extends Message {
  readonly kind: 'add-partitions';
  readonly connection: Connection;
  readonly id: number;
  readonly epoch: number;
  readonly partitions: readonly string[];
}

/** Ends a producer's transaction. */
export interface EndTransaction extends Message {
  readonly kind: 'end-transaction';
  readonly connection: Connection;
  readonly id: number;
  readonly epoch: number;
  readonly isCommit: boolean;
}

export type DoneReply = { readonly status: 'ok' } | Refused | Unsure | Elsewhere;

/** Writes the end of a transaction into a partition: the producer's epoch from then on, and how it ended. */
export interface WriteMarker extends Message {
  readonly kind: 'write-marker';
  readonly partition: string;
  readonly id: number;
  readonly epoch: number;
  readonly isCommit: boolean;
}

/** A worker asks to be in the group's next generation; `owned`: what it has, as of the generation that it knows. */
export interface JoinGroup extends Message {
  readonly kind: 'join-group';
  readonly member: string;
  readonly generation: number;
  readonly owned: readonly string[];
}

export type JoinGroupReply =
  | {
      readonly status: 'ok';
      readonly generation: number;
      readonly partitions: readonly string[];
      /** Its generation had ended without it: others may have had its partitions since, even those it gets again. */
      readonly wasLeftBehind: boolean;
    }
  | Elsewhere;

/** A worker lives, and asks whether the group begins another generation. */
export interface GroupHeartbeat extends Message {
  readonly kind: 'group-heartbeat';
  readonly member: string;
  readonly generation: number;
}

export type GroupHeartbeatReply = { readonly status: 'ok'; readonly mustJoin: boolean } | Elsewhere;

/** Asks how far a partition was processed. */
export interface CommittedOffset extends Message {
  readonly kind: 'committed-offset';
  readonly connection: Connection;
  readonly partition: string;
}

export type CommittedOffsetReply = { readonly status: 'ok'; readonly offset: number } | Refused | Unsure | Elsewhere;

export type KafkaMessage =
  | BrokerHeartbeat
  | HeartbeatHeard
  | ChangeMetadata
  | LogExtent
  | PushImage
  | ReplicaFetch
  | Produce
  | NewProducerId
  | Fetch
  | InitTransactions
  | AddPartitions
  | EndTransaction
  | WriteMarker
  | JoinGroup
  | GroupHeartbeat
  | CommittedOffset;
