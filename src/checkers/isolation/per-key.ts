import type { Analysis, LevelDecision } from './analysis.ts';
import { collectAnomalies } from './anomalies.ts';
import { LevelPlacement } from './level-placement.ts';
import type { OperationsByKey } from './plain-keys.ts';
import type { Transactions } from './transactions.ts';

/**
 * Per-key linearizability: what transactions did to each key by itself must be strictly serializable. A transaction counts for a key
 * as the one atomic step of all that it did to that key.
 *
 * @param settled 1 for keys that are known to be linearizable
 */
export function decidePerKey(
  transactions: Transactions,
  byKey: OperationsByKey,
  settled: Uint8Array | undefined,
  analyse: (ofKey: Transactions) => Analysis,
): LevelDecision {
  let verdict: 'holds' | 'unknown' = 'holds';
  for (const ofKey of splitByKey(transactions, byKey, settled)) {
    const analysis = analyse(ofKey);
    const placement = new LevelPlacement(analysis);
    const decision = placement.decide('strict-serializable', 'asked');
    if (decision === 'violated')
      return { verdict: 'violated', tell: () => collectAnomalies(analysis, placement, 'strict-serializable') };
    if (decision === 'unknown') verdict = 'unknown';
  }
  return { verdict };
}

/** The transactions that used a key, with only what they did to it. */
function* splitByKey(
  transactions: Transactions,
  { start, ops }: OperationsByKey,
  settled: Uint8Array | undefined,
): Generator<Transactions> {
  for (let key = 0; key < transactions.keys.length; key++)
    if (settled?.[key] !== 1) yield ofKey(transactions, key, ops.subarray(start[key], start[key + 1]));
}

function ofKey(all: Transactions, key: number, ops: Int32Array): Transactions {
  const members: number[] = [];
  const opStart: number[] = [];
  const opTransaction = new Int32Array(ops.length);
  ops.forEach((op, i) => {
    const t = all.opTransaction[op]!;
    if (members.at(-1) !== t) {
      members.push(t);
      opStart.push(i);
    }
    opTransaction[i] = members.length - 1;
  });
  opStart.push(ops.length);
  const pick = (column: Int32Array): Int32Array => Int32Array.from(members, (t) => column[t]!);
  const pickFloats = (column: Float64Array): Float64Array => Float64Array.from(members, (t) => column[t]!);
  return {
    workload: all.workload,
    historyLength: all.historyLength,
    count: members.length,
    outcome: members.map((t) => all.outcome[t]!),
    process: pick(all.process),
    invokedAt: pick(all.invokedAt),
    completedAt: pick(all.completedAt),
    invokeIndex: pickFloats(all.invokeIndex),
    completeIndex: pickFloats(all.completeIndex),
    invokeTime: pickFloats(all.invokeTime),
    completeTime: pickFloats(all.completeTime),
    opStart: Int32Array.from(opStart),
    opKind: Uint8Array.from(ops, (op) => all.opKind[op]!),
    opKey: new Int32Array(ops.length),
    opValue: Array.from(ops, (op) => all.opValue[op]),
    lists: {
      ...all.lists,
      start: Int32Array.from(ops, (op) => all.lists.start[op]!),
      length: Int32Array.from(ops, (op) => all.lists.length[op]!),
    },
    opTransaction,
    keys: [all.keys[key]],
  };
}
