/** What the coordinator knows of a transactional producer. Plain data; the last one in the log counts. */
export interface TransactionState {
  readonly transactionalId: string;
  readonly id: number;
  /** Fences whoever holds an earlier one; every end of a transaction raises it (KIP-890). */
  readonly epoch: number;
  readonly status: 'empty' | 'open' | 'committing' | 'aborting';
  readonly partitions: readonly string[];
  /** How the last transaction ended. */
  readonly wasCommitted: boolean;
}

/** How a transactional id is claimed: which state is the claimant's own from then on. */
export type ClaimRule = (
  known: TransactionState | undefined,
  freshId: number,
  transactionalId: string,
) => TransactionState;

/** The same producer id under the next epoch: whoever held it before is fenced. */
export const claimFencing: ClaimRule = (known, freshId, transactionalId) =>
  known === undefined ? newProducer(freshId, transactionalId) : { ...known, epoch: known.epoch + 1 };

export function newProducer(id: number, transactionalId: string): TransactionState {
  return { transactionalId, id, epoch: 0, status: 'empty', partitions: [], wasCommitted: false };
}

/** The end is decided, and told under the next epoch. */
export function ending(state: TransactionState, isCommit: boolean): TransactionState {
  const status = isCommit ? 'committing' : 'aborting';
  return { ...state, epoch: state.epoch + 1, status, wasCommitted: isCommit };
}
