import type { ProducerSnapshot } from './producer-snapshot.ts';

/** Who wrote a record: a producer id, the epoch that fences its earlier holders, and a number within that epoch. */
export interface ProducerStamp {
  readonly id: number;
  readonly epoch: number;
  readonly sequence: number;
}

/** For records that the brokers write themselves: no producer is ever given this id. */
export const NO_PRODUCER: ProducerStamp = { id: 0, epoch: 0, sequence: 0 };

/** A record of a partition's log; its offset is its place there. `commit` and `abort` end a producer's transaction. */
export interface LogRecord {
  readonly type: 'data' | 'commit' | 'abort';
  /** Of the leader that appended it. */
  readonly leaderEpoch: number;
  readonly producer: ProducerStamp;
  readonly isTransactional: boolean;
  readonly value: unknown;
}

/** Where a log begins after retention has removed what was before, and what has to be known of that. */
export interface LogStart {
  readonly type: 'start';
  readonly offset: number;
  /** Epoch of the last record before. */
  readonly lastEpoch: number;
  readonly producers: ProducerSnapshot;
}
