import type { BalanceRead, BankHistory, Balances, Transfer } from './bank-history.ts';

/** How many sums of open transfers are tried for one balance before it counts as undecided. */
const MOST_SUMS = 10_000;

/** A balance that no choice among the open transfers explains. */
export interface Unexplained {
  readonly read: BalanceRead;
  readonly account: string;
  readonly found: number;
  /** The opening balance with all transfers that were acknowledged before the read was invoked. */
  readonly certain: number;
  /** What each transfer that may or may not be in would add to the account. */
  readonly open: readonly number[];
}

export interface Replay {
  readonly unexplained: readonly Unexplained[];
  /** How many balances were compared. */
  readonly replayed: number;
  /** Balances with too many open transfers to try all sums. */
  readonly undecided: number;
}

/**
 * Replays the transfers account by account in real time: a balance is the opening one, plus every transfer that was acknowledged
 * before the read was invoked, plus some of those that were open during the read or whose outcome is unknown. A lost transfer keeps
 * the total and is seen here. One sweep, and a subset sum over the open transfers for each balance that the certain ones do not explain.
 */
export function replayTransfers({ transfers, reads }: BankHistory, opening: Balances): Replay {
  const certain = new Map(opening);
  const unexplained: Unexplained[] = [];
  let replayed = 0;
  let undecided = 0;
  let open: Transfer[] = [];
  let next = 0;
  for (const read of reads.toSorted((a, b) => a.invokedAt - b.invokedAt)) {
    for (; next < transfers.length && transfers[next]!.invokedAt < read.completedAt; next++)
      open.push(transfers[next]!);
    for (const transfer of open) if (transfer.completedAt < read.invokedAt) settle(certain, transfer);
    open = open.filter(({ completedAt }) => completedAt > read.invokedAt);
    const during = open.filter(({ invokedAt }) => invokedAt < read.completedAt);
    for (const [account, found] of read.balances) {
      const balance = certain.get(account);
      if (balance === undefined) continue;
      replayed++;
      if (found === balance) continue;
      const amounts = during.map((transfer) => effectOn(account, transfer)).filter((amount) => amount !== 0);
      const canBe = isSumOfSome(amounts, found - balance);
      if (canBe === undefined) undecided++;
      else if (!canBe) unexplained.push({ read, account, found, certain: balance, open: amounts });
    }
  }
  return { unexplained, replayed, undecided };
}

function settle(balances: Map<string, number>, transfer: Transfer): void {
  for (const account of new Set([transfer.from, transfer.to]))
    balances.set(account, (balances.get(account) ?? 0) + effectOn(account, transfer));
}

function effectOn(account: string, { from, to, amount }: Transfer): number {
  return (to === account ? amount : 0) - (from === account ? amount : 0);
}

/** Undefined when there are too many sums to tell. */
function isSumOfSome(amounts: readonly number[], goal: number): boolean | undefined {
  let sums = new Set([0]);
  for (const amount of amounts) {
    sums = new Set([...sums, ...Array.from(sums, (sum) => sum + amount)]);
    if (sums.has(goal)) return true;
    if (sums.size > MOST_SUMS) return undefined;
  }
  return goal === 0;
}
