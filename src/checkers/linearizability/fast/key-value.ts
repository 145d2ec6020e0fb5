import { OPEN, type CallTable } from '../call-table.ts';
import { TextPieces } from '../text-pieces.ts';
import { NONE, type ValueNumbers } from '../value-numbers.ts';
import { AppendChains, type Writers } from './append-chains.ts';
import type { FastOutcome } from './fast-outcome.ts';
import { inapplicable, violation } from './item-intervals.ts';
import { KeyValueOrder } from './key-value-order.ts';
import { assignmentsOf } from './piece-writers.ts';

const GET = 0;
const PUT = 1;
const DELETE = 3;

/**
 * Decides a key of texts with `get`, `put` and `append` in O(n log n), and in time linear in what was read, when the texts that
 * were written can be told apart in what they make up. A read then says what was put and what was appended to it, in
 * which order. A few texts may be appended twice: each way to say which of the two was seen is tried.
 */
export function checkKeyValue(calls: CallTable, values: ValueNumbers, initial: unknown): FastOutcome {
  if (initial !== null && typeof initial !== 'string') return inapplicable('the first value is no text');
  const puts = new Map<string, number>();
  const appends = new Map<string, number[]>();
  for (let row = 0; row < calls.length; row++) {
    if (calls.f[row] === GET) continue;
    if (calls.f[row] === DELETE) return inapplicable('something is deleted');
    const piece = values.valueOf(calls.argument[row]!);
    if (typeof piece !== 'string') return inapplicable('a value is no text');
    if (calls.f[row] === PUT) {
      if (puts.has(piece)) return inapplicable(`value ${JSON.stringify(piece)} is put twice`);
      puts.set(piece, row);
    } else appends.set(piece, [...(appends.get(piece) ?? []), row]);
  }
  const first = initial ?? '';
  if (puts.has(first) || appends.has(first)) return inapplicable('the first value is written');
  const written = new Set([...puts.keys(), ...appends.keys()]);
  const pieces = TextPieces.of(first === '' ? [...written] : [first, ...written]);
  if (pieces === undefined) return inapplicable('a value is empty, or the beginning of another one');
  const chains = new AppendChains(pieces, first, { puts, appends });
  return judge(calls, values, initial, chains, { puts, appends });
}

function judge(
  calls: CallTable,
  values: ValueNumbers,
  initial: string | null,
  chains: AppendChains,
  writers: Writers,
): FastOutcome {
  const order = new KeyValueOrder(calls, chains);
  const outcome = (anomaly: string, pieces: readonly string[], rows: readonly number[]): FastOutcome => {
    const updates = pieces.flatMap((piece) => writers.puts.get(piece) ?? writers.appends.get(piece) ?? []);
    return violation(
      anomaly,
      updates.map((row) => calls.argument[row]!),
      [...new Set(rows)].filter((row) => row !== NONE),
    );
  };
  let firstPut = OPEN;
  for (const row of writers.puts.values()) firstPut = Math.min(firstPut, calls.ret[row]!);
  for (const { row, text } of readsOf(calls, values)) {
    // Where nothing was there at first, nothing that is put together is empty.
    if (text === undefined || (text === null && initial !== null) || (text === '' && initial === null))
      return outcome('thin-air-read', [], [row]);
    const root = chains.rootOf(text ?? '');
    const rivals = root === undefined || (initial ?? '') !== '' ? [] : (writers.appends.get(root) ?? []);
    if (calls.call[row]! < firstPut && rivals.some((rival) => calls.call[rival]! < calls.ret[row]!))
      return inapplicable(`value ${JSON.stringify(root)} is put and appended`);
    const place = chains.add(text ?? '', row);
    if ('anomaly' in place) return outcome(place.anomaly, place.pieces, [row, ...place.rows]);
    order.addRead(row, place);
  }
  const assignments = assignmentsOf(calls, chains.chains, chains.places, writers, order.readers);
  if (assignments === undefined)
    return inapplicable('values are appended twice, with too many ways to tell them apart');
  const pieces: string[] = [];
  const reads: number[] = [];
  let anomaly = 'non-linearizable';
  for (const assignment of assignments) {
    const found = order.find(assignment);
    if ('order' in found) return { kind: 'linearizable', order: found.order };
    anomaly = found.anomaly;
    for (const row of found.rows) {
      if (calls.f[row] === GET) reads.push(row);
      else pieces.push(values.valueOf(calls.argument[row]!) as string);
    }
  }
  return outcome(anomaly, pieces, reads);
}

/** What was read, shorter texts first; no text where the answer can't be one. */
function readsOf(
  { f, ret, result, length }: CallTable,
  values: ValueNumbers,
): readonly { readonly row: number; readonly text: string | null | undefined }[] {
  const reads: { readonly row: number; readonly text: string | null | undefined }[] = [];
  for (let row = 0; row < length; row++) {
    if (f[row] !== GET || ret[row] === OPEN) continue;
    const seen = values.valueOf(result[row]!) ?? null;
    reads.push({ row, text: seen === null || typeof seen === 'string' ? seen : undefined });
  }
  const lengthOf = (text: string | null | undefined): number => text?.length ?? 0;
  return reads.sort((a, b) => lengthOf(a.text) - lengthOf(b.text) || a.row - b.row);
}
