/** What a server claimed, in the order in which it did. */
export interface ClaimedLease {
  readonly holder: number;
  readonly from: number;
  readonly until: number;
  readonly released: boolean;
}

/** Whether two holders lead at one microsecond, by asking of every microsecond who leads. */
export function twoLeadAtOnce(claims: readonly ClaimedLease[], end: number): boolean {
  const led = new Map<number, Set<number>>();
  for (const { holder, from, until, released } of claims) {
    const times = led.get(holder) ?? new Set<number>();
    led.set(holder, times);
    if (!released) for (let at = from; at < until; at++) times.add(at);
    else for (const at of lastStretch(times)) if (at >= until) times.delete(at);
  }
  for (let at = 0; at < end; at++) if ([...led.values()].filter((times) => times.has(at)).length > 1) return true;
  return false;
}

/** A release gives back the stretch of time that ends last. */
function lastStretch(times: ReadonlySet<number>): readonly number[] {
  const stretch: number[] = [];
  for (let at = Math.max(...times); times.has(at); at--) stretch.push(at);
  return stretch;
}
