import type { RowStore } from '../parts/row-store.ts';
import { KEY_LEASE_MICROS } from './config.ts';
import { type LedgerEntry, post } from './ledger.ts';
import type { Mechanisms } from './mechanisms.ts';
import type { ChargeAnswer, ChargeEvent, ChargeOrder } from './messages.ts';

/** An idempotency key, as a row: who works on it, until when, and how far the work has come. */
export interface KeyRow {
  readonly key: string;
  readonly order: ChargeOrder;
  /** The request that used the key first. */
  readonly request: string;
  readonly createdAt: number;
  /** Names the charge here, and is the card network's idempotency token. */
  readonly charge: string;
  readonly attempt: string;
  readonly lockedUntil: number;
  /** The last recovery point that was reached: what comes before it is never done again. */
  readonly point: 'started' | 'captured' | 'declined' | 'finished';
  readonly answer: ChargeAnswer | null;
}

export interface ClaimArgument {
  readonly key: string;
  readonly order: ChargeOrder;
  readonly request: string;
  /** A new name for whoever wants to work on the key now. */
  readonly attempt: string;
  readonly isForced: boolean;
}

export type Claim =
  | { readonly status: 'answered'; readonly answer: ChargeAnswer }
  | { readonly status: 'busy'; readonly isOwn: boolean }
  | { readonly status: 'mismatch' }
  | { readonly status: 'absent' }
  | { readonly status: 'claimed'; readonly row: KeyRow };

/** What an attempt says of the key that it works on. */
export interface AttemptArgument {
  readonly key: string;
  readonly attempt: string;
}

const KEYS = 'keys';
export const OUTBOX = 'outbox';

/** Atomic phase 1: the key is found answered, refused or busy, or it is this attempt's from now on. */
export function claimKey(store: RowStore, argument: ClaimArgument, now: number, mechanisms: Mechanisms): Claim {
  const { key, order, request, attempt, isForced } = argument;
  const found = isForced ? { status: 'absent' as const } : lookUpKey(store, argument, now, mechanisms);
  if (found.status !== 'absent' && found.status !== 'claimed') return found;
  const lockedUntil = now + KEY_LEASE_MICROS;
  if (found.status === 'claimed') {
    const row: KeyRow = { ...found.row, attempt, lockedUntil };
    store.put(KEYS, key, row);
    return { status: 'claimed', row };
  }
  const charge = `ch_${attempt}`;
  const started = { point: 'started' as const, answer: null };
  const row: KeyRow = { key, order, request, createdAt: now, charge, attempt, lockedUntil, ...started };
  store.put(KEYS, key, row);
  announce(store, row, 1, 'charge.created', mechanisms);
  return { status: 'claimed', row };
}

/** What a claim would find; `claimed` when the key's last attempt is dead or is this one. */
export function lookUpKey(
  store: RowStore,
  { key, order, request, attempt }: ClaimArgument,
  now: number,
  { retentionMicros, isFingerprintChecked, hasKeyLease }: Mechanisms,
): Claim {
  const row = store.get<KeyRow>(KEYS, key);
  if (row === undefined || now - row.createdAt >= retentionMicros) return { status: 'absent' };
  if (isFingerprintChecked && fingerprint(row.order) !== fingerprint(order)) return { status: 'mismatch' };
  if (row.answer !== null) return { status: 'answered', answer: row.answer };
  const isFree = row.attempt === attempt || (hasKeyLease && now >= row.lockedUntil);
  return isFree ? { status: 'claimed', row } : { status: 'busy', isOwn: row.request === request };
}

/** Atomic phase 2: what the card network answered is remembered. False when another attempt has the key by now. */
export function recordCapture(store: RowStore, argument: AttemptArgument & { readonly isCaptured: boolean }): boolean {
  const row = rowOf(store, argument);
  if (row === undefined) return false;
  if (row.point === 'started')
    store.put(KEYS, row.key, { ...row, point: argument.isCaptured ? 'captured' : 'declined' });
  return true;
}

/** Atomic phase 3: the ledger, the events and the answer, all at once. */
export function finishKey(store: RowStore, argument: AttemptArgument, mechanisms: Mechanisms): ChargeAnswer | null {
  const row = rowOf(store, argument);
  if (row === undefined || row.point === 'started') return row?.answer ?? null;
  if (row.answer !== null) return row.answer;
  const { charge, order } = row;
  const isCaptured = row.point === 'captured';
  const answer: ChargeAnswer = { ...order, charge, status: isCaptured ? 'succeeded' : 'declined' };
  store.put(KEYS, row.key, { ...row, point: 'finished', answer });
  if (isCaptured) post(store, entryOf(row));
  announce(store, row, 2, isCaptured ? 'charge.succeeded' : 'charge.failed', mechanisms);
  return answer;
}

/** Makes a key as if it had never been used. */
export function forgetKey(store: RowStore, argument: AttemptArgument): boolean {
  const row = rowOf(store, argument);
  if (row !== undefined) store.delete(KEYS, row.key);
  return row !== undefined;
}

/** What a sweep over the keys comes to. */
export interface Sweep {
  /** Keys that a dead attempt left behind. */
  readonly stalled: readonly KeyRow[];
  /** How many keys were past their retention. */
  readonly forgotten: number;
}

/** Deletes the keys that are past their retention, and finds those that a dead attempt left behind. */
export function sweepKeys(store: RowStore, now: number, mechanisms: Mechanisms): Sweep {
  const stalled: KeyRow[] = [];
  let forgotten = 0;
  for (const row of store.rows<KeyRow>(KEYS)) {
    if (row.answer !== null && now - row.createdAt >= mechanisms.retentionMicros) {
      store.delete(KEYS, row.key);
      forgotten++;
    } else if (row.answer === null && mechanisms.hasKeyLease && now >= row.lockedUntil) stalled.push(row);
  }
  return { stalled, forgotten };
}

function rowOf(store: RowStore, { key, attempt }: AttemptArgument): KeyRow | undefined {
  const row = store.get<KeyRow>(KEYS, key);
  return row?.attempt === attempt ? row : undefined;
}

function fingerprint({ reference, merchant, card, amount }: ChargeOrder): string {
  return JSON.stringify([reference, merchant, card, amount]);
}

function entryOf({ charge, order }: KeyRow): LedgerEntry {
  const fee = Math.floor((order.amount * 3) / 100);
  const postings = [
    ['card-network', order.amount],
    [`merchant ${order.merchant}`, fee - order.amount],
    ['fees', -fee],
  ] as const;
  return { charge, reference: order.reference, postings };
}

function announce(
  store: RowStore,
  { charge, order }: KeyRow,
  sequence: number,
  type: ChargeEvent['type'],
  { outbox }: Mechanisms,
): void {
  if (outbox === 'none') return;
  const event = eventOf(charge, order.reference, sequence, type);
  store.put(OUTBOX, event.event, event);
}

export function eventOf(charge: string, reference: string, sequence: number, type: ChargeEvent['type']): ChargeEvent {
  return { event: `${charge}/${sequence}`, charge, reference, sequence, type };
}
