import type { History } from '../../history/history.ts';
import { describeInvocation } from '../describe.ts';
import { groupBy } from '../../group-by.ts';
import type { Measure } from '../staleness/measure.ts';
import { readCartItems, readCartViews } from './cart-history.ts';

/**
 * Items that a cart shows again after their removal was acknowledged, of all acknowledged removals: the price that Dynamo
 * pays for carts that merge by union (DeCandia et al., SOSP 2007, section 4.4).
 */
export function measureResurrectedItems(history: History): Measure {
  const views = groupBy(readCartViews(history.of('cart')), ({ cart }) => cart);
  let observed = 0;
  let of = 0;
  let example: string | undefined;
  for (const { cart, item, removes } of readCartItems(history).values()) {
    for (const remove of removes) {
      if (remove.outcome !== 'ok' || remove.completion === undefined) continue;
      of++;
      const removedAt = remove.completion.index;
      const again = views.get(cart)?.find(({ read, items }) => read.invoke.index > removedAt && items.includes(item));
      if (again === undefined) continue;
      observed++;
      example ??= `${describeInvocation(again.read)} shows the item of ${describeInvocation(remove)} again, acknowledged before (operation ${removedAt})`;
    }
  }
  return { observed, of, example };
}
