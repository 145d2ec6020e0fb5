import { HistoryError, show } from '../../history/history-error.ts';
import type { Operation } from '../../history/operation.generated.ts';

const SHAPE = '{ item, stock, available, reserved: [[reservation, units], …], sold: [[reservation, units], …] }';

/** Reservations and how many units each has. */
export type Units = readonly (readonly [reservation: string, units: number])[];

/** An item's stock at one moment: as a client read it, or as a server stated it. */
export interface StockReading {
  readonly item: string;
  readonly stock: number;
  readonly available: number;
  readonly reserved: Units;
  readonly sold: Units;
}

/** @throws HistoryError for a value of another shape */
export function readingOf(operation: Operation): StockReading {
  return asReading(operation.value, operation);
}

/** What a server stated of all items, in `{ levels: [reading, …] }`. @throws HistoryError for a value of another shape */
export function levelsOf(statement: Operation): readonly StockReading[] {
  const { levels } = (statement.value ?? {}) as { readonly levels?: unknown };
  if (!Array.isArray(levels)) throw unexpected(statement);
  return levels.map((level: unknown) => asReading(level, statement));
}

export function totalOf(units: Units): number {
  return units.reduce((sum, [, each]) => sum + each, 0);
}

function asReading(value: unknown, operation: Operation): StockReading {
  const { item, stock, available, reserved, sold } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (
    typeof item !== 'string' ||
    typeof stock !== 'number' ||
    typeof available !== 'number' ||
    !isUnits(reserved) ||
    !isUnits(sold)
  )
    throw unexpected(operation);
  return { item, stock, available, reserved, sold };
}

function isUnits(value: unknown): value is Units {
  return (
    Array.isArray(value) &&
    value.every((pair) => Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'number')
  );
}

function unexpected({ f, index, value }: Operation): HistoryError {
  return new HistoryError(`${show(value)} is no value of "${f}"; expected ${SHAPE}`, {
    operation: index,
    field: 'value',
  });
}
