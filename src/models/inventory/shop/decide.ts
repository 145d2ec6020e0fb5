import { type Catalog, counterOf } from '../catalog.ts';
import type { Mechanisms } from '../mechanisms.ts';
import type { EndReservation, Expire, Order, Reserve } from '../messages.ts';
import { endOf, isHolding, type Reservation } from '../reservation.ts';
import { ANY_TIME, type Draft, type HeldStripe, type TimeWindow } from './held-stripe.ts';

/** What is said when an order is carried out: `value` for its client, or why it was refused for good. */
export type Answer = { readonly value: (at: number) => unknown } | { readonly why: string };

/** What an order comes to in a stripe as it is. */
export type Decision =
  | { readonly do: 'answer'; readonly answer: Answer }
  | { readonly do: 'change'; readonly draft: Draft; readonly window: TimeWindow; readonly answer: Answer }
  /** Units are wanted from the item's other counters. */
  | { readonly do: 'gather' };

/** `gathered`: the item's other counters have given what they had. `believed`: there is enough, whatever is found now. */
export type Supply = 'unknown' | 'gathered' | 'believed';

/** What an order is decided by. */
export interface Rules {
  readonly catalog: Catalog;
  readonly mechanisms: Mechanisms;
}

/**
 * Decides an order by what is in its stripe. Whatever is refused for good is refused by something that is written down and
 * stays: a twin of the request that comes later finds the same.
 *
 * @param supply what is known of the units that a reservation wants
 */
export function decide(held: HeldStripe, order: Order, rules: Rules, supply: Supply): Decision {
  if (order.kind === 'reserve') return decideReserve(held, order, rules, supply);
  if (order.kind === 'expire') return decideExpire(held, order, rules);
  const row = held.reservations.get(order.reservation);
  if (row === undefined) return withdraw(order, rules);
  return order.kind === 'confirm' ? decideConfirm(row, order, rules) : decideCancel(held, row, order, rules);
}

function decideReserve(
  held: HeldStripe,
  { request, item, units }: Reserve,
  { catalog }: Rules,
  supply: Supply,
): Decision {
  const known = held.reservations.get(request);
  if (known !== undefined) return { do: 'answer', answer: answerAgain(known, units) };
  const counter = counterOf(item, catalog.shardOf(item, request));
  const free = held.free.get(counter) ?? 0;
  const lifeMicros = catalog.lifeOf(item);
  const row: Reservation = {
    reservation: request,
    item,
    units,
    lifeMicros,
    status: 'held',
    madeAt: null,
    endedBy: null,
  };
  if (free >= units || supply === 'believed') {
    const answer = { value: (at: number) => ({ request, item, units, until: at + lifeMicros }) };
    return change({ free: [[counter, free - units]], reservations: [row] }, answer);
  }
  if (supply === 'unknown') return { do: 'gather' };
  return change({ free: [], reservations: [{ ...row, status: 'refused' }] }, { why: 'sold out' });
}

/** The answer that a reservation got when it was made. */
function answerAgain(row: Reservation, units: number): Answer {
  if (row.status === 'refused' && row.units === 0) return { why: 'withdrawn before it came' };
  if (row.units !== units) return { why: 'parameters differ from those first used' };
  if (row.status === 'refused') return { why: 'sold out' };
  return { value: () => ({ request: row.reservation, item: row.item, units, until: endOf(row) }) };
}

/** What isn't there yet is kept from ever coming: otherwise it could come after its end was refused. */
function withdraw({ reservation, item }: EndReservation, { catalog }: Rules): Decision {
  const row: Reservation = {
    reservation,
    item,
    units: 0,
    lifeMicros: catalog.lifeOf(item),
    status: 'refused',
    madeAt: null,
    endedBy: null,
  };
  return change({ free: [], reservations: [row] }, { why: 'no such reservation' });
}

function decideConfirm(row: Reservation, { request }: EndReservation, { mechanisms }: Rules): Decision {
  const { reservation, item, units, status } = row;
  const answer = { value: () => ({ request, reservation, item, units }) };
  if (status === 'sold' && row.endedBy === request) return { do: 'answer', answer };
  if (status !== 'held') return { do: 'answer', answer: { why: `reservation is ${status}` } };
  const draft = { free: [], reservations: [{ ...row, status: 'sold' as const, endedBy: request }] };
  return change(draft, answer, mechanisms.isConfirmTimed ? { before: endOf(row), after: null } : ANY_TIME);
}

function decideCancel(held: HeldStripe, row: Reservation, order: EndReservation, rules: Rules): Decision {
  const { request } = order;
  const { reservation, item, units, status } = row;
  const answer = { value: () => ({ request, reservation, item, units }) };
  const isCancelled = status === 'cancelled' && rules.mechanisms.isCancelRemembered;
  if (isCancelled && row.endedBy === request) return { do: 'answer', answer };
  if (!isHolding(row) && (status !== 'cancelled' || isCancelled))
    return { do: 'answer', answer: { why: `reservation is ${status}` } };
  return change(giveBack(held, { ...row, status: 'cancelled', endedBy: request }, rules), answer);
}

function decideExpire(held: HeldStripe, { reservation: asked }: Expire, rules: Rules): Decision {
  const answer = { value: () => null };
  const row = rules.mechanisms.isExpiryRechecked ? held.reservations.get(asked.reservation) : asked;
  if (row === undefined || !isHolding(row)) return { do: 'answer', answer };
  const window = { before: null, after: endOf(row) };
  return change(giveBack(held, { ...row, status: 'expired' }, rules), answer, window);
}

/** Ends a reservation and puts its units back on the counter that they came from. */
function giveBack(held: HeldStripe, row: Reservation, { catalog }: Rules): Draft {
  const counter = counterOf(row.item, catalog.shardOf(row.item, row.reservation));
  return { free: [[counter, (held.free.get(counter) ?? 0) + row.units]], reservations: [row] };
}

function change(draft: Draft, answer: Answer, window: TimeWindow = ANY_TIME): Decision {
  return { do: 'change', draft, window, answer };
}
