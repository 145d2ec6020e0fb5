import { mixBits } from '../hash.ts';
import type { LinearizedSet } from './linearized-set.ts';
import type { StateTable } from './state-table.ts';

/** Words of a record before the bits of its linearized set: number of the state, `low`, count of bit words. */
const HEADER_WORDS = 3;
const INITIAL_SLOTS = 32;
const INITIAL_ARENA_WORDS = 64;

/**
 * The configurations (linearized set, state) that the search has been in. Records lie one after the other in one typed
 * array; a table with open addressing holds, for each, its hash and its place. Nothing is allocated for a configuration
 * beyond its 12 bytes of header, its bits and its slot of 8 bytes (16 to 32 with the free ones).
 */
export class VisitedSet<S> {
  private readonly table: StateTable<S>;
  private arena: Uint32Array = new Uint32Array(INITIAL_ARENA_WORDS);
  private arenaLength = 0;
  /** Pairs of hash and place plus one; place plus one is 0 in a free slot. */
  private slots: Uint32Array = new Uint32Array(2 * INITIAL_SLOTS);
  private count = 0;

  constructor(table: StateTable<S>) {
    this.table = table;
  }

  /** Adds a configuration; whether it is new. */
  add(linearized: LinearizedSet, state: number): boolean {
    const hash = mixBits(linearized.hash ^ this.table.hash(state)) >>> 0;
    const mask = this.slots.length - 2;
    let slot = (hash << 1) & mask;
    for (let place = this.slots[slot + 1]!; place !== 0; place = this.slots[slot + 1]!) {
      if (this.slots[slot] === hash && this.holds(place - 1, linearized, state)) return false;
      slot = (slot + 2) & mask;
    }
    this.slots[slot] = hash;
    this.slots[slot + 1] = this.append(linearized, state) + 1;
    if (++this.count * 4 > this.slots.length) this.growSlots();
    return true;
  }

  private holds(place: number, linearized: LinearizedSet, state: number): boolean {
    const { arena } = this;
    const { words, low, high } = linearized;
    if (arena[place + 1] !== low || arena[place + 2] !== high - low) return false;
    const offset = place + HEADER_WORDS - low;
    for (let word = low; word < high; word++) if (arena[offset + word] !== words[word]) return false;
    return this.table.same(arena[place]!, state);
  }

  private append(linearized: LinearizedSet, state: number): number {
    const { words, low, high } = linearized;
    const place = this.arenaLength;
    this.arenaLength += HEADER_WORDS + high - low;
    if (this.arenaLength > this.arena.length) {
      const grown = new Uint32Array(Math.max(2 * this.arena.length, this.arenaLength));
      grown.set(this.arena);
      this.arena = grown;
    }
    this.arena[place] = state;
    this.arena[place + 1] = low;
    this.arena[place + 2] = high - low;
    const offset = place + HEADER_WORDS - low;
    for (let word = low; word < high; word++) this.arena[offset + word] = words[word]!;
    return place;
  }

  private growSlots(): void {
    const old = this.slots;
    this.slots = new Uint32Array(2 * old.length);
    const mask = this.slots.length - 2;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from + 1] === 0) continue;
      let slot = (old[from]! << 1) & mask;
      while (this.slots[slot + 1] !== 0) slot = (slot + 2) & mask;
      this.slots[slot] = old[from]!;
      this.slots[slot + 1] = old[from + 1]!;
    }
  }
}
