import type { History, Invocation } from '../../history/history.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { fieldsOf } from '../values.ts';
import { isReadOnly } from './strong-operations.ts';

/** Tells which operations were made on a side of a cluster that had no majority, from their beginning to their end. */
export class MinoritySide {
  readonly #cluster: Cluster;
  readonly #firstCharges: ReadonlySet<Invocation>;

  constructor(history: History, cluster: Cluster) {
    this.#cluster = cluster;
    this.#firstCharges = firstCharges(history);
  }

  /** @param leaseNanos how long a lease from before the side was cut off may still justify a read */
  has(invocation: Invocation, leaseNanos: number): boolean {
    const client = this.#cluster.clientOf(invocation);
    if (isReadOnly(invocation) && !this.#firstCharges.has(invocation))
      return this.#cluster.isDeaf(client, this.#cluster.statesDuring(invocation, leaseNanos));
    return this.#cluster.isCutOff(client, this.#cluster.statesDuring(invocation));
  }
}

/** Charges under keys that nobody had used: a success has changed something. */
function firstCharges(history: History): ReadonlySet<Invocation> {
  const first = new Map<unknown, Invocation>();
  for (const charge of history.of('charge')) {
    const { key } = fieldsOf(charge.invoke, '{ key, … }');
    if (!first.has(key)) first.set(key, charge);
  }
  return new Set(first.values());
}
