import type { History, Invocation } from '../../history/history.ts';
import { HistoryError, show } from '../../history/history-error.ts';
import type { Operation } from '../../history/operation.generated.ts';
import { fieldsOf, resultOf } from '../values.ts';
import { readingOf, type StockReading } from './readings.ts';

const RESERVE_SHAPE = '{ request, item, units, lifeMicros }';
const END_SHAPE = '{ request, reservation, item }';
const EXPIRED_SHAPE = '{ reservation, item, units }';
const CATALOG_SHAPE = '{ stock: { item: units, … }, clockErrorMicros }';

/** All that happened to one reservation. A reservation is named by the request for it. */
export interface Booking {
  readonly reservation: string;
  readonly item: string;
  /** As many units as were granted; the fewest that may have been, where no grant was seen. */
  readonly units: number;
  readonly lifeMicros: number;
  /** Requests for it, in the order of their invocations; empty for one that nobody asked for. */
  readonly attempts: readonly Invocation[];
  readonly confirms: readonly Invocation[];
  readonly cancels: readonly Invocation[];
  /** Statements that its time was over and its units returned. */
  readonly expiries: readonly Operation[];
}

/** A history of reservations, read once. */
export interface StockHistory {
  /** Units of each item when the run began, as servers stated them. */
  readonly stock: ReadonlyMap<string, number>;
  /** How wrong the store's clocks may be. */
  readonly clockErrorMicros: number;
  readonly bookings: ReadonlyMap<string, Booking>;
  /** Successful readings by clients, in the order of their completions. */
  readonly readings: readonly { readonly read: Invocation; readonly reading: StockReading }[];
}

type Mutable = {
  item: string;
  units: number;
  lifeMicros: number;
  attempts: Invocation[];
  confirms: Invocation[];
  cancels: Invocation[];
  expiries: Operation[];
};

/** @throws HistoryError for values of another shape */
export function readStockHistory(history: History): StockHistory {
  const drafts = new Map<string, Mutable>();
  const draftOf = (reservation: string, item: string): Mutable => {
    const known = drafts.get(reservation);
    if (known !== undefined) return known;
    const none = { attempts: [], confirms: [], cancels: [], expiries: [] };
    const draft: Mutable = { item, units: 0, lifeMicros: 0, ...none };
    drafts.set(reservation, draft);
    return draft;
  };
  for (const attempt of history.of('reserve')) addAttempt(attempt, draftOf);
  for (const end of history.of('confirm', 'cancel')) {
    const { reservation, item } = textsOf(end.invoke, END_SHAPE, 'reservation', 'item');
    draftOf(reservation, item)[end.invoke.f === 'confirm' ? 'confirms' : 'cancels'].push(end);
  }
  for (const expired of history.observations('expired')) {
    const { reservation, item } = textsOf(expired, EXPIRED_SHAPE, 'reservation', 'item');
    draftOf(reservation, item).expiries.push(expired);
  }
  const reads = history.of('stock').filter(({ outcome }) => outcome === 'ok');
  const bookings = new Map([...drafts].map(([reservation, draft]) => [reservation, { reservation, ...draft }]));
  return {
    ...readCatalog(history),
    bookings,
    readings: reads
      .map((read) => ({ read, reading: readingOf(resultOf(read)) }))
      .toSorted((a, b) => resultOf(a.read).index - resultOf(b.read).index),
  };
}

function addAttempt(attempt: Invocation, draftOf: (reservation: string, item: string) => Mutable): void {
  const { request, item } = textsOf(attempt.invoke, RESERVE_SHAPE, 'request', 'item');
  const draft = draftOf(request, item);
  const { lifeMicros } = numbersOf(attempt.invoke, RESERVE_SHAPE, 'lifeMicros');
  const { units } = numbersOf(resultOf(attempt), RESERVE_SHAPE, 'units');
  const isGranted = draft.attempts.some(({ outcome }) => outcome === 'ok');
  const mayBe = draft.attempts.filter(({ outcome }) => outcome !== 'fail').length > 0;
  const isFewer = attempt.outcome === 'info' && units < draft.units;
  if (draft.attempts.length === 0) draft.lifeMicros = lifeMicros;
  if (!isGranted && (attempt.outcome === 'ok' || !mayBe || isFewer)) draft.units = units;
  draft.attempts.push(attempt);
}

function readCatalog(history: History): Pick<StockHistory, 'stock' | 'clockErrorMicros'> {
  const [stated] = history.observations('catalog');
  if (stated === undefined) return { stock: new Map(), clockErrorMicros: 0 };
  const { stock } = fieldsOf(stated, CATALOG_SHAPE);
  const { clockErrorMicros } = numbersOf(stated, CATALOG_SHAPE, 'clockErrorMicros');
  const units = Object.entries((stock ?? {}) as Readonly<Record<string, unknown>>);
  if (!units.every((entry): entry is [string, number] => typeof entry[1] === 'number'))
    throw unexpected(stated, CATALOG_SHAPE);
  return { stock: new Map(units), clockErrorMicros };
}

function textsOf<Name extends string>(
  operation: Operation,
  shape: string,
  ...names: readonly Name[]
): Readonly<Record<Name, string>> {
  const fields = fieldsOf(operation, shape);
  if (!names.every((name) => typeof fields[name] === 'string')) throw unexpected(operation, shape);
  return fields as Record<Name, string>;
}

function numbersOf<Name extends string>(
  operation: Operation,
  shape: string,
  ...names: readonly Name[]
): Readonly<Record<Name, number>> {
  const fields = fieldsOf(operation, shape);
  if (!names.every((name) => typeof fields[name] === 'number')) throw unexpected(operation, shape);
  return fields as Record<Name, number>;
}

function unexpected({ f, index, value }: Operation, shape: string): HistoryError {
  return new HistoryError(`${show(value)} is no value of "${f}"; expected ${shape}`, {
    operation: index,
    field: 'value',
  });
}
