import type { History } from '../../history/history.ts';
import { showValue } from '../describe.ts';
import { type Anomaly, type Verdict, verdictOf } from '../verdict.ts';
import { agreeOnOwners, ownersWithout, readReplicaStates, type ReplicaState } from './replica-states.ts';

/**
 * After a quiet time servers agree on who holds what: all that state a key name the same owners, every owner has it, and
 * under the same version. Whether the values are the same is for `convergence`. O(keys × servers).
 */
export function checkReplicaAgreement(history: History): Verdict {
  const anomalies: Anomaly[] = [];
  let keys = 0;
  let replicas = 0;
  for (const [key, states] of readReplicaStates(history)) {
    keys++;
    replicas += states.length;
    const anomaly =
      findOwnershipDispute(key, states) ?? findMissingReplica(key, states) ?? findOtherVersion(key, states);
    if (anomaly !== undefined) anomalies.push(anomaly);
  }
  const servers = history.observations('replica-state').length;
  const exercised = { servers, keys, replicas };
  if (keys === 0) return { verdict: 'vacuous', exercised, reason: 'no server stated that it holds a key' };
  return verdictOf(anomalies, exercised);
}

function findOwnershipDispute(key: string, states: readonly ReplicaState[]): Anomaly | undefined {
  const [first] = states;
  const other = states.find((state) => first !== undefined && !agreeOnOwners([first, state]));
  if (first === undefined || other === undefined) return undefined;
  return {
    kind: 'ownership-dispute',
    message: `${first.server} says that key ${showValue(key)} belongs to ${first.owners.join(', ')}; ${other.server} says to ${other.owners.join(', ')}.`,
    operations: [first.index, other.index],
  };
}

function findMissingReplica(key: string, states: readonly ReplicaState[]): Anomaly | undefined {
  const missing = ownersWithout(states);
  if (missing.length === 0) return undefined;
  return {
    kind: 'missing-replica',
    message: `key ${showValue(key)} belongs to ${states[0]?.owners.join(', ')}, but ${missing.join(' and ')} ${missing.length === 1 ? 'does' : 'do'} not hold it.`,
    operations: states.map(({ index }) => index),
  };
}

function findOtherVersion(key: string, states: readonly ReplicaState[]): Anomaly | undefined {
  const [first] = states;
  const other = states.find(({ clock }) => clock !== first?.clock);
  if (first === undefined || other === undefined) return undefined;
  return {
    kind: 'version-dispute',
    message: `${first.server} holds key ${showValue(key)} at version ${first.clock}, ${other.server} at version ${other.clock}.`,
    operations: [first.index, other.index],
  };
}
