/**
 * How far a reservation has come. `closing`: it is too late to confirm, and not yet sure that its time is over. `refused`:
 * it was never made and never will be, whoever still asks for it.
 */
export type ReservationStatus = 'held' | 'closing' | 'sold' | 'cancelled' | 'expired' | 'refused';

/** Units that are kept for a customer, named by the request for them. */
export interface Reservation {
  readonly reservation: string;
  readonly item: string;
  readonly units: number;
  readonly lifeMicros: number;
  readonly status: ReservationStatus;
  /** When it was made, by the store's clock; null until the store has written it down. */
  readonly madeAt: number | null;
  /** The request that confirmed or cancelled it. */
  readonly endedBy: string | null;
}

/** Whether its units are neither free nor sold. */
export function isHolding({ status }: Reservation): boolean {
  return status === 'held' || status === 'closing';
}

/** When its time is over, by the store's clock. */
export function endOf({ madeAt, lifeMicros }: Reservation): number {
  return (madeAt ?? 0) + lifeMicros;
}
