import type { History, Invocation } from '../../history/history.ts';
import { describeInvocation, indicesOf } from '../describe.ts';
import { fieldsOf, resultOf } from '../values.ts';
import { type Anomaly, type Verdict, verdictOf } from '../verdict.ts';

/**
 * Money is moved, never made or lost: every successful read of all balances adds up to the same total over the same
 * accounts. The first read sets the total. O(reads × accounts).
 */
export function checkConstantTotal(history: History): Verdict {
  const reads = history.of('balances').filter(({ outcome }) => outcome === 'ok');
  const transfers = history.of('transfer').filter(({ outcome }) => outcome !== 'fail');
  const [first, ...others] = reads;
  const exercised = {
    reads: reads.length,
    transfers: transfers.length,
    readsDuringTransfers: reads.filter((read) => transfers.some((transfer) => overlap(read, transfer))).length,
  };
  if (first === undefined || others.length === 0 || transfers.length === 0)
    return { verdict: 'vacuous', exercised, reason: 'balances were not read twice, or nothing was transferred' };
  const anomalies = others.flatMap((read) => compareTotals(first, read) ?? []);
  return verdictOf(anomalies, exercised);
}

function compareTotals(first: Invocation, read: Invocation): Anomaly | undefined {
  const [expected, found] = [balancesOf(first), balancesOf(read)];
  const sameAccounts = Object.keys(expected).sort().join() === Object.keys(found).sort().join();
  if (sameAccounts && totalOf(expected) === totalOf(found)) return undefined;
  const difference = sameAccounts
    ? `found a total of ${totalOf(found)}, not ${totalOf(expected)} as ${describeInvocation(first)}`
    : `found other accounts than ${describeInvocation(first)}`;
  return {
    kind: 'wrong-total',
    message: `${describeInvocation(read)} ${difference}: ${JSON.stringify(found)}.`,
    operations: indicesOf(first, read),
  };
}

function balancesOf(read: Invocation): Readonly<Record<string, number>> {
  return fieldsOf(resultOf(read), '{ account: balance, … }') as Record<string, number>;
}

function totalOf(balances: Readonly<Record<string, number>>): number {
  return Object.values(balances).reduce((sum, balance) => sum + balance, 0);
}

function overlap(a: Invocation, b: Invocation): boolean {
  return a.invoke.index < (b.completion?.index ?? Infinity) && b.invoke.index < (a.completion?.index ?? Infinity);
}
