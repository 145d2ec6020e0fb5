import { IsolationError } from '../isolation/isolation-error.ts';
import { baseOf, orderOf, parseLevel, type IsolationLevel, type RespectedOrder } from '../isolation/level.ts';

/** A level that timestamps decide: what a transaction reads from, and which order beyond them it respects. */
export interface TimestampLevel {
  readonly name: IsolationLevel;
  readonly base: 'serializable' | 'snapshot-isolation';
  readonly order: RespectedOrder;
}

/** @throws IsolationError for a level that the order of timestamps says nothing of */
export function parseTimestampLevel(given: string): TimestampLevel {
  const name = parseLevel(given);
  const base = baseOf(name);
  if ((base !== 'serializable' && base !== 'snapshot-isolation') || name === 'repeatable-read')
    throw new IsolationError(
      `timestamps can't decide ${name}; they decide serializable and snapshot-isolation with their strict, strong and strong-session forms`,
    );
  return { name, base, order: orderOf(name) };
}
