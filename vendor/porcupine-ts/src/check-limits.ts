/** When to give up. Deciding linearizability is NP-hard, so a check without limit may take longer than anyone waits. */
export interface CheckLimits {
  /** Wall clock, in milliseconds from the start of the search; 0 or absent: none. Depends on the machine. */
  readonly timeoutMs?: number | undefined;
  /**
   * How many entries (calls and returns) the search may look at, over all partitions; 0 or absent: none. The same
   * history then has the same verdict everywhere. It bounds memory too: a step keeps at most one visited configuration.
   */
  readonly stepBudget?: number | undefined;
}

/** The name of a limit that ended a check. */
export type LimitName = keyof CheckLimits;
