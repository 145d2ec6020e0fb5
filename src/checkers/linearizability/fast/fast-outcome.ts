/** What a polynomial checker says of the calls on one object. Rows are those of its `CallTable`. */
export type FastOutcome = FastLinearizable | FastViolation | Inapplicable;

export interface FastLinearizable {
  readonly kind: 'linearizable';
  /** An order that the spec allows. Calls that never took effect are not in it. */
  readonly order: ArrayLike<number>;
}

/**
 * Calls that can't be ordered even when all values but a few, and all other read-only calls, are left out. Where a text was
 * appended twice, reads that are left out may have told the two apart; with it, what is named may have an order.
 */
export interface FastViolation {
  readonly kind: 'violation';
  /** The field's name for it. */
  readonly anomaly: string;
  /** Value numbers that must stay. */
  readonly values: readonly number[];
  /** Read-only rows that must stay. */
  readonly reads: readonly number[];
}

/** A precondition does not hold; the calls need the generic engine. */
export interface Inapplicable {
  readonly kind: 'inapplicable';
  /** Which precondition, as a clause: `value 3 is written twice`. */
  readonly reason: string;
}
