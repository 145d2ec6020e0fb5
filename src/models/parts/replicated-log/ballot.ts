const REPLICAS_AT_MOST = 64;

/** A ballot number: rounds in order, and in a round the replicas in order, so that no two replicas share one. */
export type Ballot = number;

/** Below every ballot. */
export const NO_BALLOT: Ballot = 0;

/** The first ballot of the replica with this number (0 … 63) that is above `seen`. */
export function ballotAbove(seen: Ballot, replica: number): Ballot {
  return (Math.floor(seen / REPLICAS_AT_MOST) + 1) * REPLICAS_AT_MOST + replica;
}
