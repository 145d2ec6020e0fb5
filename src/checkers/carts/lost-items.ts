import type { History } from '../../history/history.ts';
import { finalInvocations } from '../cluster/final-phase.ts';
import { reachesCore } from '../cluster/in-core.ts';
import { readReplicaStates, type ReplicaState, statedByOwners } from '../convergence/replica-states.ts';
import { describeInvocation, indicesOf } from '../describe.ts';
import { groupBy } from '../../group-by.ts';
import type { Anomaly } from '../verdict.ts';
import { type CartItem, type CartView, readCartItems, readCartViews } from './cart-history.ts';
import type { Search } from './no-lost-addition.ts';

/** Looks for every item that was added with success, and that no removal was aimed at, in the carts of the end. */
export function findLostItems(history: History): Search {
  const views = groupBy(readCartViews(finalInvocations(history, 'cart')), ({ cart }) => cart);
  const states = readReplicaStates(history);
  const isPromised = reachesCore(history);
  const anomalies: Anomaly[] = [];
  const [readsUsed, replicasUsed] = [new Set<CartView>(), new Set<ReplicaState>()];
  let additions = 0;
  for (const added of readCartItems(history).values()) {
    if (added.add.outcome !== 'ok' || added.removes.length > 0 || !isPromised(added.add)) continue;
    const reads = (views.get(added.cart) ?? []).filter(
      ({ read }) => read.invoke.index > (added.add.completion?.index ?? Infinity),
    );
    const replicas = statedByOwners(states.get(added.cart) ?? []);
    if (reads.length + replicas.length === 0) continue;
    additions++;
    for (const read of reads) readsUsed.add(read);
    for (const replica of replicas) replicasUsed.add(replica);
    const missingIn = reads.filter(({ items }) => !items.includes(added.item));
    const missingOn = replicas.filter(({ siblings }) => !siblings.some((sibling) => holds(sibling, added.item)));
    if (missingIn.length + missingOn.length > 0)
      anomalies.push(describeLoss(added, missingIn, missingOn, reads.length, replicas.length));
  }
  return { additions, finalReads: readsUsed.size, replicas: replicasUsed.size, anomalies };
}

/** Whether a stored version of a cart holds an item. */
function holds(sibling: unknown, item: string | number): boolean {
  return Array.isArray(sibling) && sibling.includes(item);
}

function describeLoss(
  { add }: CartItem,
  missingIn: readonly CartView[],
  missingOn: readonly ReplicaState[],
  reads: number,
  replicas: number,
): Anomaly {
  const where = [
    missingIn.length > 0 ? `in ${missingIn.length} of ${reads} final reads` : '',
    missingOn.length > 0
      ? `on ${missingOn.length} of ${replicas} owners (${missingOn.map(({ server }) => server).join(', ')})`
      : '',
  ].filter((part) => part !== '');
  return {
    kind: 'lost-addition',
    message: `${describeInvocation(add)} was acknowledged (operation ${add.completion?.index}) and never removed, but the item is missing ${where.join(' and ')}.`,
    operations: [...indicesOf(add, ...missingIn.map(({ read }) => read)), ...missingOn.map(({ index }) => index)],
  };
}
