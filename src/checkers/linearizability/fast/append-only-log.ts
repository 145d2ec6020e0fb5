import { OPEN, type CallTable } from '../call-table.ts';
import { NONE, type ValueNumbers } from '../value-numbers.ts';
import type { FastOutcome } from './fast-outcome.ts';
import { inapplicable, violation } from './item-intervals.ts';
import { contradictionIn } from './sequence-check.ts';
import { sortedRows } from './sorted-rows.ts';

const READ = 0;

/**
 * Decides a log when no entry is appended twice, in time linear in what was read: the longest read says the order of its
 * entries, every other read has to be a beginning of it, and that sequence has to fit real time.
 */
export function checkAppendOnlyLog(calls: CallTable, values: ValueNumbers, initial: unknown): FastOutcome {
  if ((initial as readonly unknown[]).length > 0) return inapplicable('the log does not begin empty');
  const appenders = new Map<number, number>();
  const entries = new Map<number, readonly number[]>();
  let longest: readonly number[] = [];
  let longestRow = NONE;
  for (let row = 0; row < calls.length; row++) {
    if (calls.f[row] !== READ) {
      if (appenders.has(calls.argument[row]!)) return inapplicable('an entry is appended twice');
      appenders.set(calls.argument[row]!, row);
    } else if (calls.ret[row] !== OPEN && !entries.has(calls.result[row]!)) {
      const read = values.valueOf(calls.result[row]!);
      if (!Array.isArray(read)) return inapplicable('a read is not answered by a list');
      const ids = (read as readonly unknown[]).map((entry) => values.idOf(entry));
      entries.set(calls.result[row]!, ids);
      if (longestRow !== NONE && ids.length <= longest.length) continue;
      longest = ids;
      longestRow = row;
    }
  }
  const wrong = wrongRead(calls, entries, longest, longestRow, appenders);
  if (wrong !== undefined) return wrong;
  const sequence = sequenceOf(calls, entries, longest, appenders);
  const contradiction = contradictionIn(calls, sequence);
  if (contradiction === undefined) return { kind: 'linearizable', order: sequence };
  const reads = [...contradiction.filter((row) => calls.f[row] === READ), longestRow].filter((row) => row !== NONE);
  // Which entries matter is settled by trying to leave them out.
  return violation('stale-read', [...appenders.keys()], reads);
}

/** A read of an entry that nobody appended, of one entry twice, or that is no beginning of the longest read. */
function wrongRead(
  calls: CallTable,
  entries: ReadonlyMap<number, readonly number[]>,
  longest: readonly number[],
  longestRow: number,
  appenders: ReadonlyMap<number, number>,
): FastOutcome | undefined {
  const missing = longest.find((entry) => !appenders.has(entry));
  if (missing !== undefined) return violation('thin-air-read', [missing], [longestRow]);
  if (new Set(longest).size < longest.length) return violation('duplicate', longest, [longestRow]);
  for (let row = 0; row < calls.length; row++) {
    const ids = calls.f[row] === READ ? entries.get(calls.result[row]!) : undefined;
    const differs = ids?.findIndex((entry, position) => entry !== longest[position]) ?? -1;
    if (ids === undefined || differs < 0) continue;
    const entry = ids[differs]!;
    if (!appenders.has(entry)) return violation('thin-air-read', [entry], [row]);
    return violation('incompatible-order', [...longest, ...ids], [row, longestRow]);
  }
  return undefined;
}

/** Entries in their order, each followed by the reads that end with it; then what was appended and never read. */
function sequenceOf(
  calls: CallTable,
  entries: ReadonlyMap<number, readonly number[]>,
  longest: readonly number[],
  appenders: ReadonlyMap<number, number>,
): Int32Array {
  const positions = new Map(longest.map((entry, position) => [entry, position]));
  const rows: number[] = [];
  const places: number[] = [];
  for (const isRead of [false, true])
    for (let row = 0; row < calls.length; row++) {
      if ((calls.f[row] === READ) !== isRead || (isRead && calls.ret[row] === OPEN)) continue;
      const position = isRead ? undefined : positions.get(calls.argument[row]!);
      if (!isRead && position === undefined && calls.ret[row] === OPEN) continue;
      rows.push(row);
      if (isRead) places.push(entries.get(calls.result[row]!)!.length);
      else places.push(position === undefined ? appenders.size + 1 : position + 1);
    }
  return sortedRows(Int32Array.from(places)).map((place) => rows[place]!);
}
