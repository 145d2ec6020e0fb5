import type { History, Invocation } from '../../history/history.ts';
import { cartItemOf, cartItemsOf, resultOf } from '../values.ts';

/** One item that was put into one cart, and all that was done to take it out again. Items are unique. */
export interface CartItem {
  readonly cart: string;
  readonly item: string | number;
  readonly add: Invocation;
  readonly removes: Invocation[];
}

/** A cart as somebody saw it. */
export interface CartView {
  readonly cart: string;
  readonly items: readonly unknown[];
  readonly read: Invocation;
}

/** All additions, by `cart/item`, with the removals that may have taken effect: one may begin before the addition it meets. */
export function readCartItems(history: History): ReadonlyMap<string, CartItem> {
  const items = new Map<string, CartItem>();
  for (const add of history.of('add')) {
    const { cart, item } = cartItemOf(add.invoke);
    items.set(itemName(cart, item), { cart, item, add, removes: [] });
  }
  for (const remove of history.of('remove')) {
    const { cart, item } = cartItemOf(remove.invoke);
    if (remove.outcome !== 'fail') items.get(itemName(cart, item))?.removes.push(remove);
  }
  return items;
}

function itemName(cart: string, item: string | number): string {
  return JSON.stringify([cart, item]);
}

/** Every cart that was read, in the order of the reads' invocations. */
export function readCartViews(reads: readonly Invocation[]): readonly CartView[] {
  return reads
    .filter(({ invoke, outcome }) => invoke.f === 'cart' && outcome === 'ok')
    .map((read) => ({ ...cartItemsOf(resultOf(read)), read }));
}
