import type { History } from '../../history/history.ts';
import type { Operation } from '../../history/operation.generated.ts';
import { Findings } from '../findings.ts';
import { resultOf } from '../values.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { levelsOf, type StockReading, totalOf } from './readings.ts';
import { readStockHistory } from './stock-history.ts';

/**
 * Units are moved, never made or lost: in every reading by a client and in what every server states at the end, free,
 * reserved and sold units add up to the stock with which the run began, and none of them is below zero. O(readings).
 */
export function checkStockConservation(history: History): Verdict {
  const { stock, readings } = readStockHistory(history);
  const statements = history.observations('stock-levels');
  const findings = new Findings();
  for (const { read, reading } of readings) checkReading(resultOf(read), reading, stock, findings);
  for (const statement of statements)
    for (const level of levelsOf(statement)) checkReading(statement, level, stock, findings);
  const moved = readings.filter(({ reading }) => reading.available < reading.stock).length;
  const exercised = { readings: readings.length, readingsOfMovedUnits: moved, statements: statements.length };
  if (findings.all().length === 0 && (moved === 0 || stock.size === 0))
    return { verdict: 'vacuous', exercised, reason: 'no reading showed units reserved or sold, or none was stated' };
  return verdictOf(findings.all(), exercised);
}

function checkReading(
  { index, process }: Operation,
  { item, available, reserved, sold }: StockReading,
  stock: ReadonlyMap<string, number>,
  findings: Findings,
): void {
  const expected = stock.get(item);
  if (expected === undefined) return;
  const total = available + totalOf(reserved) + totalOf(sold);
  const seen = `process ${process} (operation ${index}) has ${available} units of ${item} free, ${totalOf(reserved)} reserved and ${totalOf(sold)} sold`;
  const add = (kind: string, message: string): void => findings.add(kind, () => ({ message, operations: [index] }));
  if (available < 0) add('negative-stock', `${seen}.`);
  if (total > expected) add('units-invented', `${seen}: ${total}, of ${expected}.`);
  if (total < expected) add('units-lost', `${seen}: ${total}, of ${expected}.`);
}
