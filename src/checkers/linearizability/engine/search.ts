import { ConfigurationStore } from './configuration-store.ts';
import { Cursor } from './cursor.ts';
import { IMPOSSIBLE, type Machine } from './machine.ts';
import { Lookahead } from './lookahead.ts';
import { OpenUses } from './open-uses.ts';
import { replay, type Stop } from './replay.ts';
import type { Problem, Timeline } from './timeline.ts';
import type { Configurations, Trail } from './trail.ts';
import { Usefulness } from './usefulness.ts';

/** What a search knows: that there is an order, that there is none, or neither yet. */
export type SearchState = 'searching' | 'linearizable' | 'violation';

/** Which configuration a search continues: the one that came furthest, or the one that is furthest behind. */
export type Direction = 'deep' | 'wide';

const NOTHING = -1;
const NO_CLASSES: readonly number[] = [];

/**
 * Just-in-time linearization (Lowe, "Testing for linearizability", 2017) over configurations: the next return, the state, and
 * which pending calls took effect already. A call takes effect only when the next return needs it. Four things keep
 * configurations few: a read-only call takes effect as soon as it can, for it changes nothing; of identical calls the one
 * that returns first goes first; of configurations that differ only in calls without return, fewer such calls are better;
 * and a call that is overwritten before anybody looked is not placed at all until it returns.
 *
 * One pool holds what is still to be tried, so a search may turn from deep to wide and back without losing work.
 */
export class Search {
  state: SearchState = 'searching';
  /** Successors tried so far. */
  steps = 0;
  /** All returns before this one can be explained together. */
  furthest = 0;
  readonly #machine: Machine;
  readonly #timeline: Timeline;
  readonly #classes: Int32Array;
  readonly #skippable: Uint8Array | undefined;
  readonly #uses: OpenUses | undefined;
  readonly #store: ConfigurationStore;
  readonly #cursor: Cursor;
  readonly #stamps: Int32Array;
  readonly #candidates: number[] = [];
  readonly #trail: Trail | undefined;
  readonly #lookahead: Lookahead | undefined;
  readonly #usefulness: Usefulness;
  /** No configuration is continued from this rank on. */
  readonly #end: number;
  #stamp = 0;
  #goal = NOTHING;

  /** @param trail notes configurations after each return; the search then tries everything, and ends as a violation */
  constructor(problem: Problem, timeline: Timeline, trail?: Trail) {
    this.#trail = trail;
    const ranks = trail?.first ?? timeline.returns.length;
    this.#lookahead = problem.machine.spec.growth && new Lookahead(problem, timeline, ranks);
    this.#end = Math.min(timeline.returns.length, trail?.last ?? Infinity);
    this.#machine = problem.machine;
    this.#timeline = timeline;
    this.#classes = problem.classes;
    this.#skippable = problem.skippable;
    this.#uses = timeline.openClasses.length === 0 ? undefined : new OpenUses(timeline.openClasses.length);
    const covers = problem.classes.some((klass) => problem.machine.overwriting[klass] === true);
    this.#store = new ConfigurationStore(timeline.words, timeline.returns.length, this.#uses, covers);
    this.#usefulness = new Usefulness(problem, timeline, this.#store);
    this.#cursor = new Cursor(problem, timeline, trail);
    this.#stamps = new Int32Array(problem.machine.calls.length);
    for (const root of problem.roots) {
      this.#cursor.start(root, this.#uses?.numberOf(timeline.openClasses, root.done) ?? 0);
      this.#cursor.settle();
      this.#arrive(NOTHING, NOTHING);
    }
  }

  /** Memory that the search holds, with that of its machine. */
  get bytes(): number {
    return this.#store.bytes + this.#machine.bytes + this.#timeline.bytes + (this.#trail?.bytes ?? 0);
  }

  /** Configurations still to be tried. */
  get frontier(): number {
    return this.#store.waiting;
  }

  /** Continues until it is decided, about `steps` more successors were tried, or it holds more than `bytes`. */
  run(direction: Direction, steps: number, bytes: number): SearchState {
    const end = this.steps + steps;
    const store = this.#store;
    while (this.state === 'searching' && this.steps < end && this.bytes <= bytes) {
      const entry = direction === 'deep' ? store.takeLast() : store.takeFirst();
      if (entry === NOTHING) this.state = 'violation';
      else this.#expand(entry);
    }
    return this.state;
  }

  /** Once linearizable: rows in an order that the machine allows. Rows that never took effect are not in it. */
  order(): number[] {
    const store = this.#store;
    const way: Stop[] = [];
    for (let entry = this.#goal; entry !== NOTHING; entry = store.parentOf(entry))
      way.push({ state: store.stateOf(entry), row: store.rowOf(entry) });
    return replay(way.reverse(), this.#cursor);
  }

  /** What the trail noted right after the return before `rank`. */
  configurationsAt(rank: number): Configurations {
    return this.#trail?.configurationsAt(rank, this.#uses) ?? { roots: [], skippable: new Set() };
  }

  #expand(entry: number): void {
    if (this.#store.rankOf(entry) >= this.#end) return;
    const { returns, pendingUpdates, slots, openClasses, enters } = this.#timeline;
    const store = this.#store;
    const rank = store.rankOf(entry);
    const uses = store.usesOf(entry);
    const undone = this.#needlessFrom(entry);
    this.#usefulness.lookAt(entry);
    // What is added last is tried first, so the soonest return comes last.
    for (const i of openClasses.length === 0 ? NO_CLASSES : this.#usefulness.usefulOpenClasses()) {
      const { klass, rows } = openClasses[i]!;
      const row = rows[this.#uses!.countOf(uses, i)];
      if (row !== undefined && enters[row]! <= rank) this.#tryCall(entry, klass, row, i, undone);
    }
    const returning = returns[rank]!;
    if (this.#skippable?.[returning] === 1 || store.isCovered(entry, slots[returning]!)) {
      store.load(entry, this.#cursor);
      this.#cursor.skip();
      this.#arrive(entry, NOTHING);
    }
    const stamp = ++this.#stamp;
    const start = pendingUpdates.starts[rank]!;
    let end = start;
    for (let i = start; i < pendingUpdates.starts[rank + 1]!; i++) {
      const row = pendingUpdates.rows[i]!;
      const klass = this.#classes[row]!;
      if (store.has(entry, slots[row]!)) continue;
      // Of identical calls that must take effect the one that returns first goes first.
      if (this.#skippable?.[row] !== 1) {
        if (this.#stamps[klass] === stamp) continue;
        this.#stamps[klass] = stamp;
      }
      const canWait = row !== returning && this.#machine.overwriting[klass] === true;
      if (canWait && !this.#usefulness.isUseful(klass)) continue;
      this.#candidates[end++ - start] = row;
    }
    for (let i = end - start - 1; i >= 0; i--) {
      const row = this.#candidates[i]!;
      this.#tryCall(entry, this.#classes[row]!, row, NOTHING, undone);
    }
  }

  /**
   * The entry before the last call, when that was a call without return that let nothing else happen; otherwise NOTHING.
   * A call that leads from both entries to one state makes it needless.
   */
  #needlessFrom(entry: number): number {
    const store = this.#store;
    const row = store.rowOf(entry);
    if (row === NOTHING || this.#timeline.slots[row] !== NOTHING) return NOTHING;
    if (this.#machine.overwriting[this.#classes[row]!] === true) return NOTHING;
    const before = store.parentOf(entry);
    return store.rankOf(before) === store.rankOf(entry) && store.sameMask(before, entry) ? before : NOTHING;
  }

  /** Lets a call take effect after an entry. `openClass` is its open class when it never returned. */
  #tryCall(entry: number, klass: number, row: number, openClass: number, undone: number): void {
    const store = this.#store;
    const next = this.#machine.step(store.stateOf(entry), klass);
    this.steps++;
    if (next === IMPOSSIBLE) return;
    if (next >= 0) {
      if (undone !== NOTHING && this.#machine.step(store.stateOf(undone), klass) === next) return;
      this.#follow(entry, next, row, openClass);
      return;
    }
    for (const choice of this.#machine.nextOf(next)) this.#follow(entry, choice, row, openClass);
  }

  #follow(entry: number, state: number, row: number, openClass: number): void {
    const cursor = this.#cursor;
    this.#store.load(entry, cursor);
    cursor.state = state;
    cursor.takeEffect(row);
    if (openClass !== NOTHING) {
      // A call without return that leaves everything as it was is better kept for later.
      if (state === this.#store.stateOf(entry) && this.#machine.overwriting[this.#classes[row]!] !== true) return;
      cursor.uses = this.#uses!.oneMore(cursor.uses, openClass);
    }
    cursor.settle();
    this.#arrive(entry, row);
  }

  #arrive(parent: number, row: number): void {
    const { rank } = this.#cursor;
    if (rank > this.furthest) this.furthest = rank;
    if (this.#lookahead?.isPossible(this.#cursor) === false) return;
    const entry = this.#store.add(this.#cursor, parent, row);
    if (entry === NOTHING) return;
    if (rank === this.#timeline.returns.length && this.#trail === undefined && this.state === 'searching') {
      this.state = 'linearizable';
      this.#goal = entry;
    }
  }
}
