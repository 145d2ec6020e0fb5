import type { OperationRow } from '../case/operation-rows.ts';
import type { Window } from '../timeline/window.ts';
import { type Filter, NO_FILTER, type Wanted, wantedOf } from './filter.ts';
import type { PageModel } from './page-model.ts';

/** What the reader looks at now. Every picture follows it. */
export class PageState {
  readonly model: PageModel;
  window: Window;
  /** Index of the line that is pinned. */
  pinned: number | undefined = undefined;
  /** The time that pictures of a state show. */
  cursorNanos: number;
  filter: Filter = NO_FILTER;
  readonly #listeners: (() => void)[] = [];
  #known: Wanted | undefined;
  #isScheduled = false;

  constructor(model: PageModel) {
    this.model = model;
    this.window = model.start;
    const [cited] = model.view.citations.cited.slice(-1);
    this.cursorNanos = cited?.toNanos ?? model.view.endNanos;
  }

  /** `listener` is called before the next frame after something changed, once however much did. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  change(changes: Partial<Pick<PageState, 'window' | 'pinned' | 'cursorNanos' | 'filter'>>): void {
    Object.assign(this, changes);
    if (changes.filter !== undefined) this.#known = undefined;
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    requestAnimationFrame(() => {
      this.#isScheduled = false;
      for (const listener of this.#listeners) listener();
    });
  }

  unpin(): void {
    this.pinned = undefined;
    this.change({});
  }

  get isFiltered(): boolean {
    return this.filter !== NO_FILTER;
  }

  /** The rows that are looked for. */
  get wantedRows(): readonly OperationRow[] {
    return this.#wanted.rows;
  }

  /** Whether an operation is looked for, by the index of its first line. */
  isWanted(index: number): boolean {
    return !this.isFiltered || this.#wanted.indices.has(index);
  }

  /** Found when it is asked for: who types changes the filter more often than a picture is drawn. */
  get #wanted(): Wanted {
    this.#known ??= wantedOf(this.model, this.filter);
    return this.#known;
  }
}
