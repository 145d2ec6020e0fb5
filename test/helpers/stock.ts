import { Recording } from './recording.ts';

export type Listed = readonly (readonly [reservation: string, units: number])[];

/** How long reservations of these histories live, and how wrong clocks may be. */
export const LIFE_MILLIS = 100;
export const CLOCK_ERROR_MILLIS = 5;

/** A recording of a shop that has so many units of the item `a`, as its servers state them. */
export function shop(units = 5): Recording {
  const catalog = { stock: { a: units }, clockErrorMicros: CLOCK_ERROR_MILLIS * 1_000 };
  return new Recording().observe('s1', 'catalog', catalog);
}

export function reserve(reservation: string, units = 2): object {
  return { request: reservation, item: 'a', units, lifeMicros: LIFE_MILLIS * 1_000 };
}

/** The answer to it; `until` as the store's clock shows it. */
export function reserved(reservation: string, units = 2, until = 0): object {
  return { request: reservation, item: 'a', units, until };
}

/** A confirmation or cancellation under a name of its own. */
export function ending(reservation: string, request = `end-${reservation}`): object {
  return { request, reservation, item: 'a' };
}

/** What a reading answers; by default everything that isn't listed is free. */
export function level(held: Listed, sold: Listed = [], free?: number, stock = 5): object {
  const taken = [...held, ...sold].reduce((sum, [, units]) => sum + units, 0);
  return { item: 'a', stock, available: free ?? stock - taken, reserved: held, sold };
}

export const ITEM: object = { item: 'a' };

export function expired(recording: Recording, reservation: string, units = 2): Recording {
  return recording.observe('s1', 'expired', { reservation, item: 'a', units });
}
