import type { History, Invocation } from '../../history/history.ts';
import { HistoryError, show } from '../../history/history-error.ts';
import type { Operation } from '../../history/operation.generated.ts';
import { fieldsOf } from '../values.ts';

const CHARGE_SHAPE = '{ key, merchant, card, amount }';
const CAPTURE_SHAPE = '{ entry, token, reference, merchant, amount }';

/** All that was asked for under one key. */
export interface ChargeKey {
  readonly key: string;
  /** In the order of their invocations; at least one. */
  readonly attempts: readonly Invocation[];
}

/** A line of the card network's ledger, as the network states it. */
export interface StatedCapture {
  /** Its number in the network's ledger: a line that is stated twice is one line. */
  readonly entry: number;
  /** The merchant's number of the order: the key. */
  readonly reference: string;
  readonly merchant: string;
  readonly amount: number;
  /** Index in the history. */
  readonly index: number;
}

/** The charges of a history by their keys, in the order in which keys were first used. */
export function readChargeKeys(history: History): ReadonlyMap<string, ChargeKey> {
  const keys = new Map<string, { readonly key: string; readonly attempts: Invocation[] }>();
  for (const attempt of history.of('charge')) {
    const { key } = chargeOf(attempt.invoke);
    const known = keys.get(key);
    if (known === undefined) keys.set(key, { key, attempts: [attempt] });
    else known.attempts.push(attempt);
  }
  return keys;
}

/** What a charge asks for, or was answered: at least its key and its amount. */
export function chargeOf(operation: Operation): {
  readonly key: string;
  readonly merchant: unknown;
  readonly amount: unknown;
} {
  const { key, merchant, amount } = fieldsOf(operation, CHARGE_SHAPE);
  if (typeof key !== 'string') throw unexpected(operation, CHARGE_SHAPE);
  return { key, merchant, amount };
}

/** The card network's ledger, each line once, at the first time that it was stated. */
export function readCaptures(history: History): readonly StatedCapture[] {
  const captures = new Map<number, StatedCapture>();
  for (const stated of history.observations('capture')) {
    const { entry, reference, merchant, amount } = fieldsOf(stated, CAPTURE_SHAPE);
    if (
      typeof entry !== 'number' ||
      typeof reference !== 'string' ||
      typeof merchant !== 'string' ||
      typeof amount !== 'number'
    )
      throw unexpected(stated, CAPTURE_SHAPE);
    if (!captures.has(entry)) captures.set(entry, { entry, reference, merchant, amount, index: stated.index });
  }
  return [...captures.values()];
}

/** Captures by the key that they were made for. */
export function capturesByKey(captures: readonly StatedCapture[]): ReadonlyMap<string, readonly StatedCapture[]> {
  const byKey = new Map<string, StatedCapture[]>();
  for (const capture of captures) {
    const known = byKey.get(capture.reference);
    if (known === undefined) byKey.set(capture.reference, [capture]);
    else known.push(capture);
  }
  return byKey;
}

export function unexpected({ f, index, value }: Operation, shape: string): HistoryError {
  return new HistoryError(`${show(value)} is no value of "${f}"; expected ${shape}`, {
    operation: index,
    field: 'value',
  });
}
