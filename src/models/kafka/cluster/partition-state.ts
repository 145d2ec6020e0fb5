/** What the cluster's metadata says of a partition. Plain data. */
export interface PartitionState {
  /** All replicas; the first is the preferred leader. */
  readonly replicas: readonly string[];
  readonly leader: string | null;
  /** Counts leaders; every record carries the epoch of the leader that wrote it. */
  readonly leaderEpoch: number;
  /** Counts changes: an alteration must name the one that it was based on. */
  readonly version: number;
  /** In-sync replicas: each holds every committed record. */
  readonly isr: readonly string[];
  /** Left the in-sync replicas when these were too few to commit anything more: holds every committed record still. */
  readonly eligible: readonly string[];
  /** As `eligible`, but restarted since, so what it had only in memory may be gone. */
  readonly uncertain: readonly string[];
}

/** The replicas that a change of the in-sync ones leaves behind (KIP-966, eligible leader replicas). */
export function withIsr(
  state: PartitionState,
  isr: readonly string[],
  leaving: 'clean' | 'unclean',
  minInsyncReplicas: number,
): PartitionState {
  if (isr.length >= minInsyncReplicas) return { ...state, isr, eligible: [], uncertain: [] };
  const left = state.isr.filter((broker) => !isr.includes(broker));
  const isOutside = (broker: string): boolean => !isr.includes(broker);
  const others = { eligible: state.eligible.filter(isOutside), uncertain: state.uncertain.filter(isOutside) };
  if (leaving === 'clean') return { ...state, isr, ...others, eligible: [...others.eligible, ...left] };
  return { ...state, isr, ...others, uncertain: [...others.uncertain, ...left] };
}

/** The state after a broker lost what it had only in memory. */
export function withoutMemoryOf(state: PartitionState, broker: string, minInsyncReplicas: number): PartitionState {
  const isr = state.isr.filter((member) => member !== broker);
  const changed = withIsr(state, isr, 'unclean', minInsyncReplicas);
  if (!changed.eligible.includes(broker)) return changed;
  const eligible = changed.eligible.filter((member) => member !== broker);
  return { ...changed, eligible, uncertain: [...changed.uncertain, broker] };
}
