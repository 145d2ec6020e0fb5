/** Transactions in an order that explains every result, as indices of operations: completions, or invocations where the outcome is unknown. */
export interface SerialOrderCertificate {
  readonly kind: 'serial-order';
  readonly operations: readonly number[];
}
