/** A change of the cluster's metadata, as the controllers' log holds it. */
export type MetadataCommand =
  /** A broker started anew: whatever it had in memory is gone, so it leaves all in-sync replicas. */
  | { readonly type: 'register'; readonly broker: string; readonly incarnation: number }
  /** A registered broker was not heard of for too long, or is heard of again. */
  | { readonly type: 'fence' | 'unfence'; readonly broker: string; readonly epoch: number }
  /** A leader changes the in-sync replicas; each is named with the broker epoch under which it caught up. */
  | {
      readonly type: 'alter-isr';
      readonly partition: string;
      readonly leaderEpoch: number;
      readonly version: number;
      readonly isr: readonly InsyncReplica[];
    }
  /** Hands a partition to another leader. */
  | { readonly type: 'elect'; readonly partition: string; readonly version: number; readonly leader: string }
  /** Gives out a producer id: the number of its slot. */
  | { readonly type: 'producer-id'; readonly request: string };

export interface InsyncReplica {
  readonly broker: string;
  readonly epoch: number;
}
