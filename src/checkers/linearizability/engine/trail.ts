import type { Cursor } from './cursor.ts';
import { OPEN } from '../call-table.ts';
import type { OpenUses } from './open-uses.ts';
import { TupleTable } from './tuple-table.ts';
import type { PendingLists, Problem, Root, Timeline } from './timeline.ts';

// What is noted of a configuration: these fields, then the mask, then what is covered.
const RANK = 0;
const STATE = 1;
const USES = 2;
const FIELDS = 3;

/** Configurations right after a return. */
export interface Configurations {
  /** None that another one includes. */
  readonly roots: readonly Root[];
  /** Pending rows that need not take effect any more in some of them, for something that hides it did. */
  readonly skippable: ReadonlySet<number>;
}

/** The configurations in which the object may have been right after each return, as a search comes across them. */
export class Trail {
  /** Ranks before this one are of no interest; nothing may be given up that a later return would rule out. */
  readonly first: number;
  /** No configuration is continued from this rank on. */
  readonly last: number;
  readonly #problem: Problem;
  readonly #timeline: Timeline;
  readonly #seen: TupleTable;
  readonly #tuple: Int32Array;

  constructor(problem: Problem, timeline: Timeline, first: number, last: number) {
    this.#problem = problem;
    this.#timeline = timeline;
    this.first = first;
    this.last = last;
    this.#tuple = new Int32Array(FIELDS + 2 * timeline.words);
    this.#seen = new TupleTable(this.#tuple.length);
  }

  get bytes(): number {
    return this.#seen.bytes;
  }

  /** Notes what the cursor holds, which has just passed the return before its rank. */
  note(cursor: Cursor): void {
    if (cursor.rank < this.first || cursor.rank > this.last) return;
    const { words } = this.#timeline;
    this.#tuple[RANK] = cursor.rank;
    this.#tuple[STATE] = cursor.state;
    this.#tuple[USES] = cursor.uses;
    this.#tuple.set(cursor.mask, FIELDS);
    this.#tuple.set(cursor.covered, FIELDS + words);
    this.#seen.idOf(this.#tuple);
  }

  /** The states noted for the time right after the return before `rank`. */
  statesAt(rank: number): readonly number[] {
    return [...new Set(this.#notesAt(rank).map((base) => this.#seen.arena[base + STATE]!))];
  }

  /** How many configurations were noted for that time. */
  countAt(rank: number): number {
    return this.#notesAt(rank).length;
  }

  /** The configurations at that time, by the rows that are pending then and took effect. */
  configurationsAt(rank: number, uses: OpenUses | undefined): Configurations {
    const { pendingReads, pendingUpdates, words } = this.#timeline;
    const pending = [...rowsAt(pendingReads, rank), ...rowsAt(pendingUpdates, rank)];
    const notes = this.#notesAt(rank);
    const skippable = new Set(pending.filter((row) => notes.some((base) => this.#hasBit(base + FIELDS + words, row))));
    const roots = notes.map((base): Root => {
      const done = pending.filter((row) => this.#hasBit(base + FIELDS, row));
      return {
        state: this.#seen.arena[base + STATE]!,
        done: [...done, ...this.#openDone(uses, this.#seen.arena[base + USES]!)].sort((a, b) => a - b),
      };
    });
    const isOptional = (row: number): boolean => this.#problem.ret[row] === OPEN || skippable.has(row);
    return { roots: withoutIncluded(roots, isOptional), skippable };
  }

  #notesAt(rank: number): readonly number[] {
    const { width, arena, count } = this.#seen;
    const bases: number[] = [];
    for (let base = 0; base < count * width; base += width) if (arena[base + RANK] === rank) bases.push(base);
    return bases;
  }

  #hasBit(word: number, row: number): boolean {
    const slot = this.#timeline.slots[row]!;
    return ((this.#seen.arena[word + (slot >>> 5)]! >>> (slot & 31)) & 1) === 1;
  }

  #openDone(uses: OpenUses | undefined, id: number): readonly number[] {
    return uses === undefined
      ? []
      : this.#timeline.openClasses.flatMap(({ rows }, openClass) => rows.slice(0, uses.countOf(id, openClass)));
  }
}

function rowsAt({ starts, rows }: PendingLists, rank: number): readonly number[] {
  return [...rows.subarray(starts[rank], starts[rank + 1])];
}

/** Of roots with one state, one in which fewer calls took effect that need not at all includes the others. */
function withoutIncluded(roots: readonly Root[], isOptional: (row: number) => boolean): readonly Root[] {
  const byState = new Map<number, Root[]>();
  for (const root of roots) {
    const same = byState.get(root.state) ?? [];
    if (same.some((other) => includes(other, root, isOptional))) continue;
    byState.set(root.state, [...same.filter((other) => !includes(root, other, isOptional)), root]);
  }
  return [...byState.values()].flat();
}

function includes(fewer: Root, more: Root, isOptional: (row: number) => boolean): boolean {
  const inFewer = new Set(fewer.done);
  const inMore = new Set(more.done);
  return fewer.done.every((row) => inMore.has(row)) && more.done.every((row) => inFewer.has(row) || isOptional(row));
}
