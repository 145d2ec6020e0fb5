import type { History } from '../../history/history.ts';
import type { Transactions, Workload } from './transactions.ts';
import { TransactionsBuilder } from './transactions-builder.ts';

/**
 * The transactions of a history. Client operations of other shapes than the workload's are passed over.
 *
 * @throws HistoryError for a transaction that is no list, has an unknown micro-operation, or did what it was not asked to.
 */
export function readTransactions({ operations }: History, workload: Workload): Transactions {
  const builder = new TransactionsBuilder(workload);
  for (let position = 0; position < operations.length; position++) builder.push(operations[position]!);
  return builder.finish();
}
