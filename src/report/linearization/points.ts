/** An operation of an order, with the time in which it was under way. Nanoseconds. */
interface Span {
  readonly index: number;
  readonly fromNanos: number;
  /** Infinity while the outcome is unknown. */
  readonly toNanos: number;
}

/** When an operation may have taken effect: a time between its beginning and its end. */
export interface Point {
  /** Index of the invocation. */
  readonly index: number;
  readonly nanos: number;
}

/**
 * Times at which the operations of an order may have taken effect one after the other, spread over the room that real time
 * leaves them. The order must agree with real time.
 */
export function pointsOf(order: readonly Span[], endNanos: number): readonly Point[] {
  const latest = new Float64Array(order.length);
  let least = endNanos;
  for (let nth = order.length - 1; nth >= 0; nth--) {
    least = Math.min(least, order[nth]?.toNanos ?? least);
    latest[nth] = least;
  }
  let now = 0;
  return order.map(({ index, fromNanos }, nth) => {
    now = Math.max(now, fromNanos);
    const until = Math.max(now, latest[nth] ?? now);
    // Those that share the same room get equal parts of it.
    let sharing = 1;
    while (latest[nth + sharing] === latest[nth] && (order[nth + sharing]?.fromNanos ?? Infinity) <= now) sharing++;
    now += (until - now) / (sharing + 1);
    return { index, nanos: Math.round(now) };
  });
}
