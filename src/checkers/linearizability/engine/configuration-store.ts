import { bytesHeld } from './bytes-held.ts';
import type { Cursor } from './cursor.ts';
import type { OpenUses } from './open-uses.ts';
import { finishHash, mixHash } from './tuple-table.ts';

// An entry of the arena: these fields, then the mask, then what is covered if the problem has calls that overwrite.
const RANK = 0;
const STATE = 1;
const USES = 2;
const PARENT = 3;
const ROW = 4;
/** The next entry that waits at the same rank. */
const NEXT = 5;
/** The next entry that differs only in the open calls that it used, and in what is covered. */
const SIBLING = 6;
const FIELDS = 7;

const NOTHING = -1;
/** RANK of an entry that another one includes. */
const INCLUDED = -1;
const INITIAL_ENTRIES = 16;
const COMPACT_ENTRIES = 1 << 15;

/**
 * The configurations that a search met: which are new, which still wait to be continued, and where each came from.
 * Entries are rows of one integer array, found by open addressing.
 */
export class ConfigurationStore {
  /** Entries that wait. */
  waiting = 0;
  readonly #words: number;
  readonly #stride: number;
  readonly #uses: OpenUses | undefined;
  readonly #covers: boolean;
  /** By rank: the entry that waits there and was added last. */
  readonly #heads: Int32Array;
  #lowest: number;
  #highest = 0;
  #arena: Int32Array;
  #count = 0;
  #slots = new Int32Array(2 * INITIAL_ENTRIES).fill(NOTHING);
  #compactAt = COMPACT_ENTRIES;

  /**
   * @param words 32-bit words of a mask
   * @param ranks how many returns there are
   * @param uses undefined when every call returned
   * @param covers whether there are calls that overwrite
   */
  constructor(words: number, ranks: number, uses: OpenUses | undefined, covers: boolean) {
    this.#words = words;
    this.#covers = covers;
    this.#stride = FIELDS + (covers ? 2 * words : words);
    this.#arena = new Int32Array(this.#stride * INITIAL_ENTRIES);
    this.#heads = new Int32Array(ranks + 1).fill(NOTHING);
    this.#lowest = ranks;
    this.#uses = uses;
  }

  get bytes(): number {
    const arena = bytesHeld(this.#arena, this.#count, this.#arena.length / this.#stride);
    const slots = bytesHeld(this.#slots, this.#count, this.#slots.length / 2);
    return arena + slots + this.#heads.byteLength + (this.#uses?.bytes ?? 0);
  }

  rankOf(entry: number): number {
    return this.#arena[entry * this.#stride + RANK]!;
  }

  stateOf(entry: number): number {
    return this.#arena[entry * this.#stride + STATE]!;
  }

  usesOf(entry: number): number {
    return this.#arena[entry * this.#stride + USES]!;
  }

  parentOf(entry: number): number {
    return this.#arena[entry * this.#stride + PARENT]!;
  }

  /** The call that took effect last on the way to the entry, or -1 for none. */
  rowOf(entry: number): number {
    return this.#arena[entry * this.#stride + ROW]!;
  }

  has(entry: number, slot: number): boolean {
    return ((this.#arena[entry * this.#stride + FIELDS + (slot >>> 5)]! >>> (slot & 31)) & 1) === 1;
  }

  isCovered(entry: number, slot: number): boolean {
    if (!this.#covers) return false;
    const word = this.#arena[entry * this.#stride + FIELDS + this.#words + (slot >>> 5)]!;
    return ((word >>> (slot & 31)) & 1) === 1;
  }

  sameMask(a: number, b: number): boolean {
    for (let word = 0; word < this.#words; word++)
      if (this.#arena[a * this.#stride + FIELDS + word] !== this.#arena[b * this.#stride + FIELDS + word]) return false;
    return true;
  }

  load(entry: number, cursor: Cursor): void {
    const base = entry * this.#stride;
    cursor.rank = this.#arena[base + RANK]!;
    cursor.state = this.#arena[base + STATE]!;
    cursor.uses = this.#arena[base + USES]!;
    for (let word = 0; word < this.#words; word++) {
      cursor.mask[word] = this.#arena[base + FIELDS + word]!;
      if (this.#covers) cursor.covered[word] = this.#arena[base + FIELDS + this.#words + word]!;
    }
  }

  /** Adds what the cursor holds and lets it wait, unless an entry that was added before includes it. Answers the entry or -1. */
  add(cursor: Cursor, parent: number, row: number): number {
    const limit = this.#slots.length - 1;
    let hash = mixHash(cursor.rank, cursor.state);
    for (let word = 0; word < this.#words; word++) hash = mixHash(hash, cursor.mask[word]!);
    let slot = finishHash(hash) & limit;
    for (;;) {
      const head = this.#slots[slot]!;
      if (head === NOTHING) break;
      if (this.#holds(head, cursor)) {
        if (!this.#makeRoom(head, slot, cursor)) return NOTHING;
        break;
      }
      slot = (slot + 1) & limit;
    }
    const entry = this.#append(cursor, parent, row);
    this.#arena[entry * this.#stride + SIBLING] = this.#slots[slot]!;
    this.#slots[slot] = entry;
    this.#wait(entry);
    if (this.#count * 2 > limit) this.#rehash(limit * 2 + 2, 0, undefined);
    return entry;
  }

  /** Takes the entry that waits at the highest rank, the youngest of several; -1 when none waits. */
  takeLast(): number {
    while (this.waiting > 0) {
      while (this.#heads[this.#highest] === NOTHING) this.#highest--;
      const entry = this.#take(this.#highest);
      if (this.rankOf(entry) !== INCLUDED) return entry;
    }
    return NOTHING;
  }

  /** Takes an entry that waits at the lowest rank; -1 when none waits. Now and then forgets what nothing refers to. */
  takeFirst(): number {
    while (this.waiting > 0) {
      while (this.#heads[this.#lowest] === NOTHING) this.#lowest++;
      if (this.#count > this.#compactAt) this.#compact();
      const entry = this.#take(this.#lowest);
      if (this.rankOf(entry) !== INCLUDED) return entry;
    }
    return NOTHING;
  }

  #take(rank: number): number {
    const entry = this.#heads[rank]!;
    this.#heads[rank] = this.#arena[entry * this.#stride + NEXT]!;
    this.waiting--;
    return entry;
  }

  #wait(entry: number): void {
    const rank = this.rankOf(entry);
    this.#arena[entry * this.#stride + NEXT] = this.#heads[rank]!;
    this.#heads[rank] = entry;
    this.waiting++;
    if (rank > this.#highest) this.#highest = rank;
    if (rank < this.#lowest) this.#lowest = rank;
  }

  #holds(entry: number, cursor: Cursor): boolean {
    const base = entry * this.#stride;
    if (this.#arena[base + RANK] !== cursor.rank || this.#arena[base + STATE] !== cursor.state) return false;
    for (let word = 0; word < this.#words; word++)
      if (this.#arena[base + FIELDS + word] !== cursor.mask[word]) return false;
    return true;
  }

  /**
   * Among configurations that differ only in used open calls and in what is covered, one that used no more and has no less
   * covered includes the other: what the other can do, it can do. False when one here includes the new one; otherwise drops
   * those that the new one includes.
   */
  #makeRoom(head: number, slot: number, cursor: Cursor): boolean {
    const { uses } = cursor;
    for (let entry = head; entry !== NOTHING; entry = this.#arena[entry * this.#stride + SIBLING]!)
      if (this.#usesAtMost(this.usesOf(entry), uses) && this.#comparesCovered(entry, cursor, 1)) return false;
    let kept = NOTHING;
    for (let entry = head; entry !== NOTHING;) {
      const base = entry * this.#stride;
      const sibling = this.#arena[base + SIBLING]!;
      if (this.#usesAtMost(uses, this.#arena[base + USES]!) && this.#comparesCovered(entry, cursor, -1))
        this.#arena[base + RANK] = INCLUDED;
      else {
        this.#arena[base + SIBLING] = kept;
        kept = entry;
      }
      entry = sibling;
    }
    this.#slots[slot] = kept;
    return true;
  }

  #usesAtMost(fewer: number, more: number): boolean {
    return this.#uses === undefined || this.#uses.includes(fewer, more);
  }

  /** Whether an entry has all that the cursor has covered (`side` 1), or nothing else (-1). */
  #comparesCovered(entry: number, cursor: Cursor, side: 1 | -1): boolean {
    if (!this.#covers) return true;
    const base = entry * this.#stride + FIELDS + this.#words;
    for (let word = 0; word < this.#words; word++) {
      const here = this.#arena[base + word]!;
      const there = cursor.covered[word]!;
      if ((side === 1 ? there & ~here : here & ~there) !== 0) return false;
    }
    return true;
  }

  #append(cursor: Cursor, parent: number, row: number): number {
    const entry = this.#count++;
    const base = entry * this.#stride;
    if (base + this.#stride > this.#arena.length) {
      const arena = new Int32Array(this.#arena.length * 2);
      arena.set(this.#arena);
      this.#arena = arena;
    }
    const arena = this.#arena;
    arena[base + RANK] = cursor.rank;
    arena[base + STATE] = cursor.state;
    arena[base + USES] = cursor.uses;
    arena[base + PARENT] = parent;
    arena[base + ROW] = row;
    for (let word = 0; word < this.#words; word++) {
      arena[base + FIELDS + word] = cursor.mask[word]!;
      if (this.#covers) arena[base + FIELDS + this.#words + word] = cursor.covered[word]!;
    }
    return entry;
  }

  /** Places the chains of entries anew, those at `rank` or later only, under the numbers that `moved` gives. */
  #rehash(size: number, rank: number, moved: Int32Array | undefined): void {
    const old = this.#slots;
    this.#slots = new Int32Array(size).fill(NOTHING);
    for (const head of old) {
      if (head === NOTHING) continue;
      const entry = moved === undefined ? head : moved[head]!;
      if (entry === NOTHING || this.rankOf(entry) < rank) continue;
      const base = entry * this.#stride;
      let hash = mixHash(this.#arena[base + RANK]!, this.#arena[base + STATE]!);
      for (let word = 0; word < this.#words; word++) hash = mixHash(hash, this.#arena[base + FIELDS + word]!);
      let slot = finishHash(hash) & (size - 1);
      while (this.#slots[slot] !== NOTHING) slot = (slot + 1) & (size - 1);
      this.#slots[slot] = entry;
    }
  }

  /**
   * Forgets the entries before the lowest rank that waits, for no new one can equal them, but for the ancestors of those that
   * wait. Parents come before their children, so one pass backwards finds the ancestors.
   */
  #compact(): void {
    const arena = this.#arena;
    const stride = this.#stride;
    const isAncestor = new Uint8Array(this.#count);
    this.#forEachWaiting((entry) => (isAncestor[entry] = 1));
    for (let entry = this.#count - 1; entry >= 0; entry--) {
      const parent = arena[entry * stride + PARENT]!;
      if (isAncestor[entry] === 1 && parent !== NOTHING) isAncestor[parent] = 1;
    }
    const moved = new Int32Array(this.#count).fill(NOTHING);
    let kept = 0;
    for (let entry = 0; entry < this.#count; entry++)
      if (isAncestor[entry] === 1 || arena[entry * stride + RANK]! >= this.#lowest) moved[entry] = kept++;
    const renumber = (base: number): void => {
      if (arena[base]! !== NOTHING) arena[base] = moved[arena[base]!]!;
    };
    this.#forEachWaiting((entry) => renumber(entry * stride + NEXT));
    for (let entry = 0; entry < this.#count; entry++) {
      if (moved[entry] === NOTHING) continue;
      renumber(entry * stride + PARENT);
      renumber(entry * stride + SIBLING);
      arena.copyWithin(moved[entry]! * stride, entry * stride, (entry + 1) * stride);
    }
    for (let rank = this.#lowest; rank <= this.#highest; rank++)
      if (this.#heads[rank] !== NOTHING) this.#heads[rank] = moved[this.#heads[rank]!]!;
    this.#count = kept;
    this.#rehash(this.#slots.length, this.#lowest, moved);
    this.#compactAt = Math.max(COMPACT_ENTRIES, kept * 2);
  }

  #forEachWaiting(visit: (entry: number) => void): void {
    for (let rank = this.#lowest; rank <= this.#highest; rank++)
      for (let entry = this.#heads[rank]!; entry !== NOTHING;) {
        const next = this.#arena[entry * this.#stride + NEXT]!;
        visit(entry);
        entry = next;
      }
  }
}
