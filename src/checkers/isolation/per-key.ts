import type { Analysis, LevelDecision } from './analysis.ts';
import { collectAnomalies } from './anomalies.ts';
import { LevelPlacement } from './level-placement.ts';
import type { Transactions } from './transactions.ts';

/**
 * Per-key linearizability: what transactions did to each key by itself must be strictly serializable. A transaction counts for a key
 * as the one atomic step of all that it did to that key.
 */
export function decidePerKey(transactions: Transactions, analyse: (ofKey: Transactions) => Analysis): LevelDecision {
  let verdict: 'holds' | 'unknown' = 'holds';
  for (const ofKey of splitByKey(transactions)) {
    const analysis = analyse(ofKey);
    const placement = new LevelPlacement(analysis);
    const decision = placement.decide('strict-serializable', 'asked');
    if (decision === 'violated')
      return { verdict: 'violated', tell: () => collectAnomalies(analysis, placement, 'strict-serializable')[0] };
    if (decision === 'unknown') verdict = 'unknown';
  }
  return { verdict };
}

/** The transactions that used a key, with only what they did to it. */
function* splitByKey(transactions: Transactions): Generator<Transactions> {
  const { opKey, keys } = transactions;
  const opStart = new Int32Array(keys.length + 1);
  for (let op = 0; op < opKey.length; op++) opStart[opKey[op]! + 1]!++;
  for (let key = 0; key < keys.length; key++) opStart[key + 1]! += opStart[key]!;
  const next = opStart.slice();
  const ops = new Int32Array(opKey.length);
  for (let op = 0; op < opKey.length; op++) ops[next[opKey[op]!]!++] = op;
  for (let key = 0; key < keys.length; key++)
    yield ofKey(transactions, key, ops.subarray(opStart[key], opStart[key + 1]));
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
  return {
    history: all.history,
    workload: all.workload,
    count: members.length,
    outcome: members.map((t) => all.outcome[t]!),
    process: pick(all.process),
    invokedAt: pick(all.invokedAt),
    completedAt: pick(all.completedAt),
    opStart: Int32Array.from(opStart),
    opKind: Uint8Array.from(ops, (op) => all.opKind[op]!),
    opKey: new Int32Array(ops.length),
    opValue: Array.from(ops, (op) => all.opValue[op]),
    opTransaction,
    keys: [all.keys[key]],
  };
}
