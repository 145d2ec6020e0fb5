/** What users send to and poll from: few partitions, so that they meet in each. */
export const ORDERS: readonly string[] = ['orders-0', 'orders-1', 'orders-2'];
/** What workers make of the orders. */
export const BILLS = 'bills-0';
/** How far the workers' group has processed each partition. */
export const OFFSETS = '__offsets';
/** States of transactions. Its leader is their coordinator, as the leader of the offsets is that of the group. */
export const TRANSACTIONS = '__transactions';

/** All partitions of the cluster. */
export const PARTITIONS: readonly string[] = [...ORDERS, BILLS, OFFSETS, TRANSACTIONS];
