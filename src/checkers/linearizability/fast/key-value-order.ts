import { OPEN, type CallTable } from '../call-table.ts';
import { NONE } from '../value-numbers.ts';
import type { AppendChain, AppendChains, Place } from './append-chains.ts';
import { orderBlocks } from './block-order.ts';
import { ChainBuilder } from './chain-builder.ts';
import type { Assignment } from './piece-writers.ts';

const GET = 0;

/** An order of the calls, or rows that show why there is none. */
export type Ordering = { readonly order: Int32Array } | { readonly anomaly: string; readonly rows: readonly number[] };

/**
 * Orders the calls of which reads said what followed what. All that the reads of one `put` say must come together: another
 * `put` or a further `append` between would have been seen. So these are blocks as `orderBlocks` takes them, and so is each
 * update that nobody saw, alone.
 */
export class KeyValueOrder {
  /** By chain, by level: the rows that read it. */
  readonly readers: Map<AppendChain, number[][]> = new Map();
  readonly #calls: CallTable;
  readonly #chains: AppendChains;
  /** By row of a read. */
  readonly #places = new Map<number, Place>();

  constructor(calls: CallTable, chains: AppendChains) {
    this.#calls = calls;
    this.#chains = chains;
  }

  addRead(row: number, place: Place): void {
    const levels = this.readers.get(place.chain) ?? [];
    if (levels.length === 0) this.readers.set(place.chain, levels);
    (levels[place.level] ??= []).push(row);
    this.#places.set(row, place);
  }

  /** @param assignment who appended what */
  find(assignment: Assignment): Ordering {
    const { f, call, ret, length } = this.#calls;
    const builder = new ChainBuilder(length + 1);
    const blocks: (readonly number[])[] = [];
    const places = new Map(this.#places);
    for (const chain of this.#chains.chains) {
      const appends = assignment.get(chain)!;
      if (chain.root !== NONE) places.set(chain.root, { chain, level: 0 });
      appends.forEach((row, i) => places.set(row, { chain, level: i + 1 }));
      builder.begin();
      if (chain.root === NONE) builder.addInitial();
      const rows: number[] = [];
      for (const group of this.#groupsOf(chain, appends)) {
        for (const row of group) {
          rows.push(row);
          const broken = builder.add(row, call[row]!, ret[row]!);
          if (broken !== undefined) return this.#broken(broken, places, assignment);
        }
        builder.endGroup();
      }
      blocks.push(rows);
    }
    for (let row = 0; row < length; row++) {
      if (f[row] === GET || ret[row] === OPEN || places.has(row)) continue;
      builder.begin();
      builder.add(row, call[row]!, ret[row]!);
      blocks.push([row]);
    }
    const ordered = orderBlocks(builder.finish());
    if ('order' in ordered) return { order: Int32Array.from([...ordered.order].flatMap((block) => blocks[block]!)) };
    const rows = ordered.conflict.flatMap((block) => [builder.firstRows[block]!, builder.lastRows[block]!]);
    const shown = this.#shown(rows, places, assignment);
    const isSeen = shown.some((row) => f[row] === GET);
    return { anomaly: isSeen ? 'stale-read' : 'non-linearizable', rows: shown };
  }

  /** The calls of a chain in groups, each of which comes wholly before the next one. */
  *#groupsOf(chain: AppendChain, appends: readonly number[]): Generator<readonly number[]> {
    const readers = this.readers.get(chain);
    if (chain.root !== NONE) yield [chain.root];
    yield readers?.[0] ?? [];
    for (let level = 1; level <= appends.length; level++) {
      yield [appends[level - 1]!];
      yield readers?.[level] ?? [];
    }
  }

  /** The later of two calls of a chain returned before the earlier one was invoked. */
  #broken(pair: readonly [number, number], places: ReadonlyMap<number, Place>, assignment: Assignment): Ordering {
    const [isEarlierRead, isLaterRead] = pair.map((row) => this.#calls.f[row] === GET);
    const anomaly = isEarlierRead ? 'stale-read' : isLaterRead ? 'future-read' : 'incompatible-order';
    return { anomaly, rows: this.#shown(pair, places, assignment) };
  }

  /** Some rows, and those that show where in its chain each is: the root, the last append before it, and the longest read. */
  #shown(rows: readonly number[], places: ReadonlyMap<number, Place>, assignment: Assignment): readonly number[] {
    const around = rows.flatMap((row) => {
      const place = places.get(row);
      if (place === undefined) return [row];
      const { chain, level } = place;
      return [row, chain.root, chain.reader, level === 0 ? NONE : assignment.get(chain)![level - 1]!];
    });
    return around.filter((row) => row !== NONE);
  }
}
