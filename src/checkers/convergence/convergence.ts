import { canonicalText } from '../../history/canonical.ts';
import type { History, Invocation } from '../../history/history.ts';
import { finalInvocations } from '../cluster/final-phase.ts';
import { describeInvocation, indicesOf, showValue } from '../describe.ts';
import { cartItemsOf, fieldsOf, pairOf, resultOf, siblingsOf } from '../values.ts';
import { type Anomaly, type Verdict, verdictOf } from '../verdict.ts';
import {
  agreeOnOwners,
  ownersWithout,
  readReplicaStates,
  type ReplicaState,
  statedByOwners,
} from './replica-states.ts';

/**
 * Once faults are over and the time to recover has passed, there is one state: all owners of a key store the same values
 * (an owner without the key stores none), and reads through any coordinator return the same. Whether that state holds every update is for `no-lost-addition`, who
 * must store it for `replica-agreement`. O(n).
 */
export function checkConvergence(history: History): Verdict {
  const stored = compareStoredStates(history);
  const read = compareFinalReads(history);
  const exercised = {
    keys: stored.keys,
    replicas: stored.replicas,
    finalReads: read.reads,
    comparedReads: read.compared,
  };
  const anomalies = [...stored.anomalies, ...read.anomalies];
  if (anomalies.length === 0 && stored.replicas <= stored.keys && read.compared === 0)
    return { verdict: 'vacuous', exercised, reason: 'no key was stated by two owners or read twice at the end' };
  return verdictOf(anomalies, exercised);
}

interface StoredStates {
  readonly keys: number;
  readonly replicas: number;
  readonly anomalies: readonly Anomaly[];
}

function compareStoredStates(history: History): StoredStates {
  const anomalies: Anomaly[] = [];
  let keys = 0;
  let replicas = 0;
  for (const [key, states] of readReplicaStates(history)) {
    const [first, ...others] = statedByOwners(states);
    if (first === undefined) continue;
    keys++;
    replicas += 1 + others.length;
    const expected = valuesOf(first.siblings);
    const other = others.find(({ siblings }) => valuesOf(siblings) !== expected);
    const [without] = agreeOnOwners(states) ? ownersWithout(states) : [];
    if (other !== undefined) anomalies.push(describeDivergence(key, first, other));
    else if (without !== undefined) anomalies.push(describeGap(key, first, without));
  }
  return { keys, replicas, anomalies };
}

interface FinalReads {
  readonly reads: number;
  readonly compared: number;
  readonly anomalies: readonly Anomaly[];
}

/** Compares final reads of what nobody changes any more. */
function compareFinalReads(history: History): FinalReads {
  const changed = new Set(finalInvocations(history, 'put', 'add', 'remove').map((update) => objectOf(update)));
  const firstReads = new Map<string, Invocation>();
  const anomalies: Anomaly[] = [];
  let reads = 0;
  let compared = 0;
  for (const read of finalInvocations(history, 'get', 'cart')) {
    const object = objectOf(read);
    if (read.outcome !== 'ok' || changed.has(object)) continue;
    reads++;
    const first = firstReads.get(object);
    if (first === undefined) firstReads.set(object, read);
    else {
      compared++;
      if (valuesOf(valuesRead(first)) !== valuesOf(valuesRead(read))) anomalies.push(describeDisagreement(first, read));
    }
  }
  return { reads, compared, anomalies };
}

/** The register or cart that an operation is about. */
function objectOf({ invoke }: Invocation): string {
  if (invoke.f === 'get' || invoke.f === 'put') return `register ${canonicalText(pairOf(invoke)[0])}`;
  return `cart ${canonicalText(fieldsOf(invoke, '{ cart }')['cart'])}`;
}

function valuesRead(read: Invocation): readonly unknown[] {
  return read.invoke.f === 'get' ? siblingsOf(resultOf(read))[1] : cartItemsOf(resultOf(read)).items;
}

/** Equal for equal sets. */
function valuesOf(values: readonly unknown[]): string {
  return [...new Set(values.map((value) => canonicalText(value)))].sort().join(' ');
}

function describeDivergence(key: string, a: ReplicaState, b: ReplicaState): Anomaly {
  return {
    kind: 'diverged-replicas',
    message: `${a.server} and ${b.server} both own key ${showValue(key)} and had not converged when the time to recover was over: ${a.server} stores ${showValue(a.siblings)}, ${b.server} stores ${showValue(b.siblings)}.`,
    operations: [a.index, b.index],
  };
}

function describeGap(key: string, { server, siblings, index }: ReplicaState, without: string): Anomaly {
  return {
    kind: 'diverged-replicas',
    message: `${server} and ${without} both own key ${showValue(key)} and had not converged when the time to recover was over: ${server} stores ${showValue(siblings)}, ${without} nothing.`,
    operations: [index],
  };
}

function describeDisagreement(a: Invocation, b: Invocation): Anomaly {
  return {
    kind: 'diverged-reads',
    message: `${describeInvocation(a)} returned ${showValue(valuesRead(a))} and ${describeInvocation(b)} returned ${showValue(valuesRead(b))}, although nothing was written any more.`,
    operations: indicesOf(a, b),
  };
}
