import { HistoryError } from '../../history/history-error.ts';
import type { History, Outcome } from '../../history/history.ts';
import type { Operation } from '../../history/operation.generated.ts';
import { showValue } from '../describe.ts';

export type Balances = ReadonlyMap<string, number>;

/** Positions are those in the history; Infinity where the end is unknown. */
export interface Transfer {
  readonly from: string;
  readonly to: string;
  readonly amount: number;
  readonly outcome: Outcome;
  readonly invokedAt: number;
  readonly completedAt: number;
}

/** A successful read of all balances. */
export interface BalanceRead {
  readonly completion: Operation;
  readonly invokedAt: number;
  readonly completedAt: number;
  readonly balances: Balances;
}

export interface BankHistory {
  /** In the order of invocations; failed ones are left out. */
  readonly transfers: readonly Transfer[];
  /** In the order of completions. */
  readonly reads: readonly BalanceRead[];
}

/**
 * Reads `transfer` of `{from, to, amount}` and `balances` (in Jepsen's files `read`) of `{account: balance, …}`.
 *
 * @throws HistoryError for values of another shape
 */
export function readBank({ operations, pairs }: History): BankHistory {
  const transfers: Transfer[] = [];
  const reads: BalanceRead[] = [];
  operations.forEach((invoke, invokedAt) => {
    if (invoke.type !== 'invoke' || typeof invoke.process !== 'number') return;
    const at = pairs[invokedAt]!;
    const completion = operations[at];
    const outcome = completion === undefined || completion.type === 'invoke' ? 'info' : completion.type;
    if (invoke.f === 'transfer' && outcome !== 'fail')
      transfers.push({ ...transferOf(invoke), outcome, invokedAt, completedAt: outcome === 'ok' ? at : Infinity });
    else if ((invoke.f === 'balances' || invoke.f === 'read') && outcome === 'ok')
      reads.push({ completion: completion!, invokedAt, completedAt: at, balances: balancesOf(completion!) });
  });
  return { transfers, reads: reads.sort((a, b) => a.completedAt - b.completedAt) };
}

/** The entries of an object as balances. */
export function toBalances(value: unknown): Balances | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  return entries.every(([, balance]) => Number.isSafeInteger(balance)) ? new Map(entries) : undefined;
}

function balancesOf({ value, index }: Operation): Balances {
  const balances = toBalances(value);
  if (balances !== undefined) return balances;
  throw new HistoryError(`${showValue(value)} are no balances; expected {account: integer, …}`, {
    operation: index,
    field: 'value',
  });
}

function transferOf({ value, index }: Operation): Pick<Transfer, 'from' | 'to' | 'amount'> {
  const { from, to, amount } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const isName = (name: unknown): name is string | number => typeof name === 'string' || typeof name === 'number';
  if (isName(from) && isName(to) && Number.isSafeInteger(amount))
    return { from: String(from), to: String(to), amount: amount as number };
  throw new HistoryError(`${showValue(value)} is no transfer; expected {from, to, amount}`, {
    operation: index,
    field: 'value',
  });
}
