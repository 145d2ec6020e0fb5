import type { CallTable } from '../call-table.ts';
import type { AppendChain, Place, Writers } from './append-chains.ts';

/** One way to say who appended the pieces of the chains: by chain, the rows that did. */
export type Assignment = ReadonlyMap<AppendChain, readonly number[]>;

/** What else is known of the time of a chain: by level, the reads that saw it to there. */
export type Readers = ReadonlyMap<AppendChain, readonly (readonly number[] | undefined)[]>;

const MOST_ASSIGNMENTS = 64;

/**
 * All ways to say who appended what, of those that the reads around allow; just one when no piece was appended twice.
 * Nothing when there are too many.
 */
export function assignmentsOf(
  calls: CallTable,
  chains: readonly AppendChain[],
  places: ReadonlyMap<string, readonly Place[]>,
  { appends }: Writers,
  readers: Readers,
): readonly Assignment[] | undefined {
  const rowsOf = new Map(chains.map((chain) => [chain, new Array<number>(chain.pieces.length)]));
  const windows = new Map(chains.map((chain) => [chain, windowsOf(calls, chain, readers.get(chain) ?? [])]));
  let partial: readonly (readonly (readonly [Place, number])[])[] = [[]];
  for (const [piece, spots] of places) {
    const rows = appends.get(piece)!;
    if (rows.length === 1) {
      const [{ chain, level }] = spots as readonly [Place];
      rowsOf.get(chain)![level - 1] = rows[0]!;
      continue;
    }
    let ways: readonly (readonly (readonly [Place, number])[])[] = [[]];
    for (const place of spots) {
      const { latestCall, earliestReturn } = windows.get(place.chain)!;
      const fits = (row: number): boolean =>
        calls.call[row]! < earliestReturn[place.level]! && calls.ret[row]! > latestCall[place.level]!;
      const fitting = rows.filter(fits);
      ways = ways.flatMap((way) =>
        fitting.filter((row) => way.every(([, taken]) => taken !== row)).map((row) => [...way, [place, row] as const]),
      );
      if (ways.length > MOST_ASSIGNMENTS) return undefined;
    }
    partial = partial.flatMap((before) => ways.map((way) => [...before, ...way]));
    if (partial.length > MOST_ASSIGNMENTS) return undefined;
  }
  return partial.map((chosen) => {
    const assignment = new Map([...rowsOf].map(([chain, rows]) => [chain, [...rows]]));
    for (const [{ chain, level }, row] of chosen) assignment.get(chain)![level - 1] = row;
    return assignment;
  });
}

/** By level of a chain: the latest invocation of a read before it, and the earliest return of one that saw it. */
function windowsOf(
  { call, ret }: CallTable,
  { pieces }: AppendChain,
  readers: readonly (readonly number[] | undefined)[],
): { readonly latestCall: Int32Array; readonly earliestReturn: Int32Array } {
  const latestCall = new Int32Array(pieces.length + 1).fill(-1);
  const earliestReturn = new Int32Array(pieces.length + 2).fill(0x7fff_ffff);
  for (let level = 1; level <= pieces.length; level++)
    latestCall[level] = (readers[level - 1] ?? []).reduce(
      (latest, row) => Math.max(latest, call[row]!),
      latestCall[level - 1]!,
    );
  for (let level = pieces.length; level >= 0; level--)
    earliestReturn[level] = (readers[level] ?? []).reduce(
      (earliest, row) => Math.min(earliest, ret[row]!),
      earliestReturn[level + 1]!,
    );
  return { latestCall, earliestReturn };
}
