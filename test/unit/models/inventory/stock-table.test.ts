import { expect, test } from 'vitest';
import { Catalog } from '../../../../src/models/inventory/catalog.ts';
import type { StripeChange } from '../../../../src/models/inventory/messages.ts';
import type { Reservation } from '../../../../src/models/inventory/reservation.ts';
import { StockTable } from '../../../../src/models/inventory/stock/stock-table.ts';

const ITEM = 'hot-0';
const catalog = new Catalog([ITEM], { stripes: 3, shards: 2, flashLifeMicros: 1 });
const [first, second] = [catalog.stripeOf(ITEM, 0), catalog.stripeOf(ITEM, 1)];
const [here, there] = [`${ITEM}/0`, `${ITEM}/1`];

function reservation(name: string, status: Reservation['status'] = 'held'): Reservation {
  return { reservation: name, item: ITEM, units: 2, lifeMicros: 9, status, madeAt: 1, endedBy: null };
}

function changeOf(token: number, sequence: number, free: StripeChange['free'], stripe = first): StripeChange {
  return { stripe, token, sequence, free, reservations: [] };
}

function open(table: StockTable, stripe: number, token: number): boolean {
  return table.apply({ type: 'open', id: 'x', stripe, token });
}

function change(table: StockTable, ...changes: readonly StripeChange[]): boolean {
  return table.apply({ type: 'change', id: 'x', changes });
}

test('the stock of an item is divided over its counters, which lie in different stripes', () => {
  expect(first).not.toBe(second);
  const opening = [catalog.openingOf(ITEM, 0), catalog.openingOf(ITEM, 1)];
  expect(opening.reduce((sum, units) => sum + units, 0)).toBe(catalog.stockOf(ITEM));
  expect(new StockTable(catalog, true).read(ITEM)).toMatchObject({ available: catalog.stockOf(ITEM), reserved: [] });
});

test('a stripe takes changes under the newest token it was opened with, one after the other', () => {
  const table = new StockTable(catalog, true);
  expect(open(table, first, 7)).toBe(true);
  expect(change(table, changeOf(7, 1, [[here, 9]]))).toBe(true);
  expect(change(table, changeOf(7, 1, [[here, 1]]))).toBe(false);
  expect(change(table, changeOf(7, 3, [[here, 1]]))).toBe(false);
  expect(open(table, first, 8)).toBe(true);
  expect(change(table, changeOf(7, 2, [[here, 1]]))).toBe(false);
  expect(open(table, first, 7)).toBe(false);
  expect(table.contentsOf(first).free).toContainEqual([here, 9]);
});

test('without fencing an old holder overwrites what the new one wrote', () => {
  const table = new StockTable(catalog, false);
  open(table, first, 7);
  open(table, first, 8);
  expect(change(table, changeOf(7, 1, [[here, 1]]))).toBe(true);
  expect(table.contentsOf(first).free).toContainEqual([here, 1]);
});

test('units move between stripes in one change, or not at all', () => {
  const table = new StockTable(catalog, true);
  open(table, first, 1);
  open(table, second, 2);
  const moved = (token: number): boolean =>
    change(table, changeOf(1, 1, [[here, 7]]), changeOf(token, 1, [[there, 13]], second));
  expect(moved(1)).toBe(false);
  expect(table.read(ITEM).available).toBe(catalog.stockOf(ITEM));
  expect(table.contentsOf(first).free).toContainEqual([here, 10]);
  expect(moved(2)).toBe(true);
  expect(table.read(ITEM).available).toBe(20);
  expect(table.contentsOf(second).free).toContainEqual([there, 13]);
});

test('a reading lists who holds units, and who bought them', () => {
  const table = new StockTable(catalog, true);
  open(table, first, 1);
  const rows = [reservation('a'), reservation('b', 'closing'), reservation('c', 'sold'), reservation('d', 'expired')];
  expect(change(table, { ...changeOf(1, 1, [[here, 4]]), reservations: rows })).toBe(true);
  expect(table.read(ITEM)).toMatchObject({
    available: 14,
    reserved: [
      ['a', 2],
      ['b', 2],
    ],
    sold: [['c', 2]],
  });
  expect([...table.holding.keys()]).toEqual(['a', 'b']);
});
