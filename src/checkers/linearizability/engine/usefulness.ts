import type { ConfigurationStore } from './configuration-store.ts';
import { IMPOSSIBLE, type Machine } from './machine.ts';
import type { Problem, Timeline } from './timeline.ts';

/**
 * Tells calls that have to take effect now from calls that can as well wait. Two kinds of call can wait when nothing that
 * they alone make possible is there to follow: one without return, for it may also never take effect; and one that overwrites,
 * because what overwrites it next hides it (see `Cursor.takeEffect`).
 */
export class Usefulness {
  readonly #machine: Machine;
  readonly #classes: Int32Array;
  readonly #timeline: Timeline;
  readonly #store: ConfigurationStore;
  /** The state looked at, and classes of the reads and of the updates that may follow; overwriting ones need nothing before them. */
  #state = 0;
  readonly #reads: number[] = [];
  readonly #updates: number[] = [];
  /** Open classes, by position in the timeline: those that overwrite, and the others. */
  readonly #openOverwriting: readonly number[];
  readonly #openOthers: readonly number[];
  /** By class of what follows: the open classes that overwrite and make it possible. */
  readonly #enablers: (readonly number[] | undefined)[] = [];
  readonly #useful: number[] = [];
  readonly #stamps: Int32Array;
  #stamp = 0;

  constructor(problem: Problem, timeline: Timeline, store: ConfigurationStore) {
    this.#machine = problem.machine;
    this.#classes = problem.classes;
    this.#timeline = timeline;
    this.#store = store;
    const open = timeline.openClasses.map((_, position) => position);
    this.#openOverwriting = open.filter((position) => this.#overwrites(timeline.openClasses[position]!.klass));
    this.#openOthers = open.filter((position) => !this.#overwrites(timeline.openClasses[position]!.klass));
    this.#stamps = new Int32Array(open.length);
  }

  /** Looks at what may follow after an entry. */
  lookAt(entry: number): void {
    const { pendingReads, pendingUpdates, slots, openClasses } = this.#timeline;
    const store = this.#store;
    const rank = store.rankOf(entry);
    this.#state = store.stateOf(entry);
    this.#reads.length = 0;
    this.#updates.length = 0;
    for (let i = pendingReads.starts[rank]!; i < pendingReads.starts[rank + 1]!; i++) {
      const row = pendingReads.rows[i]!;
      if (!store.has(entry, slots[row]!)) this.#reads.push(this.#classes[row]!);
    }
    for (let i = pendingUpdates.starts[rank]!; i < pendingUpdates.starts[rank + 1]!; i++) {
      const row = pendingUpdates.rows[i]!;
      const klass = this.#classes[row]!;
      if (!store.has(entry, slots[row]!) && !this.#overwrites(klass)) this.#updates.push(klass);
    }
    for (const position of this.#openOthers) this.#updates.push(openClasses[position]!.klass);
  }

  /** Whether a call of a class, taking effect after the entry looked at, may be followed by something that needs it. */
  isUseful(klass: number): boolean {
    const next = this.#machine.step(this.#state, klass);
    if (next < 0) return next !== IMPOSSIBLE;
    for (const read of this.#reads) if (this.#machine.step(next, read) === next) return true;
    // What an overwriting call covers has to be hidden at once, so it can only wait for another overwriting one.
    const instead = this.#overwrites(klass) ? undefined : this.#state;
    for (const update of this.#updates) if (this.#allows(next, instead, update)) return true;
    return false;
  }

  /** The open classes that are useful after the entry looked at, by position; valid until the next call. */
  usefulOpenClasses(): readonly number[] {
    const useful = this.#useful;
    useful.length = 0;
    this.#stamp++;
    for (const read of this.#reads) this.#collect(read);
    for (const update of this.#updates) this.#collect(update);
    for (const position of this.#openOthers)
      if (this.isUseful(this.#timeline.openClasses[position]!.klass)) useful.push(position);
    return useful;
  }

  #collect(follower: number): void {
    for (const position of (this.#enablers[follower] ??= this.#enablersOf(follower))) {
      if (this.#stamps[position] === this.#stamp) continue;
      this.#stamps[position] = this.#stamp;
      this.#useful.push(position);
    }
  }

  /** What overwrites leads to one state whatever was before, so it needs to be asked once for each follower. */
  #enablersOf(follower: number): readonly number[] {
    const isRead = this.#machine.readOnly[follower] === true;
    return this.#openOverwriting.filter((position) => {
      const next = this.#machine.step(this.#state, this.#timeline.openClasses[position]!.klass);
      if (next < 0) return true;
      const outcome = this.#machine.step(next, follower);
      return isRead ? outcome === next : outcome !== IMPOSSIBLE;
    });
  }

  #overwrites(klass: number): boolean {
    return this.#machine.overwriting[klass] === true;
  }

  /** Whether an update is possible in `next`, and not with the same outcome in `instead`. */
  #allows(next: number, instead: number | undefined, update: number): boolean {
    const outcome = this.#machine.step(next, update);
    return outcome !== IMPOSSIBLE && (instead === undefined || outcome !== this.#machine.step(instead, update));
  }
}
