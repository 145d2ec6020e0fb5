/** What a partition knows of a producer: all of it follows from the log. */
export interface ProducerSnapshotEntry {
  readonly id: number;
  readonly epoch: number;
  readonly nextSequence: number;
  /** Offsets of the records of the present epoch, by sequence number. */
  readonly offsets: readonly (readonly [sequence: number, offset: number])[];
}

/** What a partition knows of its producers at an offset before which no transaction is open. Plain data. */
export type ProducerSnapshot = readonly ProducerSnapshotEntry[];
