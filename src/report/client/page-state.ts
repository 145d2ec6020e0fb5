import type { OperationRow } from '../case/operation-rows.ts';
import type { LaneItem } from '../timeline/lanes.ts';
import type { Window } from '../timeline/window.ts';
import { keysOf } from '../text/keys-of.ts';
import { type PageModel, rowText } from './page-model.ts';

/** Which operations are looked for; an empty text looks for all. */
export interface Filter {
  readonly text: string;
  readonly key: string;
  readonly client: string;
  readonly f: string;
  readonly outcomes: ReadonlySet<string>;
}

export const NO_FILTER: Filter = { text: '', key: '', client: '', f: '', outcomes: new Set(['ok', 'fail', 'info']) };

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
  readonly #answers = new Map<number, boolean>();
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
    if (changes.filter !== undefined) this.#answers.clear();
    Object.assign(this, changes);
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

  /** As `matches`, for pictures, which ask about everything in each frame. */
  matchesItem({ first, invocation }: LaneItem): boolean {
    if (this.filter === NO_FILTER) return true;
    const known = this.#answers.get(first.index);
    if (known !== undefined) return known;
    const answer = this.matches({ first, invocation });
    this.#answers.set(first.index, answer);
    return answer;
  }

  matches(row: OperationRow): boolean {
    const { text, key, client, f, outcomes } = this.filter;
    const { first, invocation } = row;
    if (f !== '' && first.f !== f) return false;
    if (invocation !== undefined && !outcomes.has(invocation.outcome)) return false;
    if (client !== '' && this.#laneName(first.index) !== client) return false;
    if (key !== '' && (invocation === undefined || !keysOf(invocation).includes(key))) return false;
    if (text === '') return true;
    const said = `${first.index} ${String(first.process)} ${rowText(row)} ${JSON.stringify(invocation?.completion ?? first)}`;
    return said.toLowerCase().includes(text.toLowerCase());
  }

  #laneName(index: number): string | undefined {
    const place = this.model.placeOf(index);
    return place === undefined ? undefined : this.model.lanes[place.lane]?.name;
  }
}
