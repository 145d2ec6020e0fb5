import { canonicalText } from '../../../history/canonical.ts';
import type { Call, Spec } from '../spec.ts';

/** One way to a state: which state it came from, and whether the call in between took effect. */
interface Way {
  readonly state: unknown;
  readonly before: Way | undefined;
  readonly tookEffect: boolean;
}

/**
 * The positions of those calls of an order that have to take effect: all whose outcome is known, and the others where a
 * state that explains what follows needs them.
 *
 * @param order calls that are possible one after the other, as far as those of unknown outcome may be left out
 */
export function effectiveOrder(spec: Spec, initial: unknown, order: readonly Call[]): readonly number[] {
  let ways: readonly Way[] = [{ state: initial, before: undefined, tookEffect: false }];
  for (const call of order) {
    const next = new Map<string, Way>();
    for (const before of ways) {
      const without = call.known ? [] : [{ state: before.state, before, tookEffect: false }];
      const after = spec.step(before.state, call).map((state) => ({ state, before, tookEffect: true }));
      for (const way of [...without, ...after]) {
        const key = canonicalText(way.state);
        if (!next.has(key)) next.set(key, way);
      }
    }
    ways = [...next.values()];
  }
  const positions: number[] = [];
  let way = ways[0];
  for (let position = order.length - 1; position >= 0; position--) {
    if (way?.tookEffect === true) positions.push(position);
    way = way?.before;
  }
  return positions.reverse();
}
