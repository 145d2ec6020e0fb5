/** So many clients that do one thing and nothing else. */
export type Reservation<T> = readonly [clients: number, role: T];

/**
 * Gives each client its part: the first ones to the reservations in their order, the others what is left (Jepsen's `reserve`).
 *
 * @throws RangeError when more clients are reserved than there are.
 */
export function reserve<T>(
  clients: readonly string[],
  reservations: readonly Reservation<T>[],
  others: T,
): ReadonlyMap<string, T> {
  const roles = reservations.flatMap(([count, role]) => Array.from({ length: count }, () => role));
  if (roles.length > clients.length)
    throw new RangeError(`${roles.length} clients are reserved, and there are ${clients.length}`);
  return new Map(clients.map((client, nth) => [client, nth < roles.length ? (roles[nth] as T) : others]));
}
