import { caseViewOf, type CaseView } from '../case/case-view.ts';
import { allRows, type OperationRow } from '../case/operation-rows.ts';
import { keysOf } from '../text/keys-of.ts';
import { operationText } from '../text/operation-text.ts';
import { valueText } from '../text/value-text.ts';
import { lanesOf, type LaneItem } from '../timeline/lanes.ts';
import type { Window } from '../timeline/window.ts';
import { windowsAround } from '../timeline/window.ts';
import type { PageSubject } from '../data/run-data.ts';
import type { TraceView } from '../data/trace-columns.ts';
import { FastLane } from './fast-lane.ts';

/** Where an item stands. */
export interface Place {
  readonly lane: number;
  readonly nth: number;
}

const END_MARGIN = 1.01;

/** What all parts of the page's script look at. */
export class PageModel {
  readonly subject: PageSubject;
  readonly view: CaseView;
  readonly lanes: readonly FastLane[];
  readonly rows: readonly OperationRow[];
  readonly whole: Window;
  /** What is shown at first: around the violation, else everything. */
  readonly start: Window;
  readonly trace: TraceView | undefined;
  /** Of an operation, by the index of its invocation: when it may have taken effect. */
  readonly points: ReadonlyMap<number, number>;
  #places: ReadonlyMap<number, Place> | undefined;
  #rows: ReadonlyMap<number, OperationRow> | undefined;

  constructor(subject: PageSubject) {
    this.subject = subject;
    this.view = caseViewOf(subject.failure, subject.system);
    this.rows = allRows(this.view);
    this.points = new Map(subject.points.map(({ index, nanos }) => [index, nanos]));
    this.trace = subject.failure.run.trace;
    this.lanes = lanesOf(this.view).map((lane) => new FastLane(lane));
    this.whole = { fromNanos: 0, toNanos: Math.max(1, this.view.endNanos * END_MARGIN) };
    this.start = this.#around();
  }

  placeOf(index: number): Place | undefined {
    this.#places ??= new Map(
      this.lanes.flatMap(({ items }, lane) => items.map((item, nth) => [item.first.index, { lane, nth }] as const)),
    );
    return this.#places.get(index);
  }

  itemAt({ lane, nth }: Place): LaneItem | undefined {
    return this.lanes[lane]?.items[nth];
  }

  /** The row under which a line of the history is shown: a completion stands with its invocation. */
  rowOf(index: number): OperationRow | undefined {
    const first = this.view.citations.firstIndexOf(index);
    this.#rows ??= new Map(this.rows.map((row) => [row.first.index, row]));
    return first === undefined ? undefined : this.#rows.get(first);
  }

  /** All keys that client operations name, in their order. */
  keys(): readonly string[] {
    const keys = new Set(this.rows.flatMap(({ invocation }) => (invocation === undefined ? [] : keysOf(invocation))));
    return [...keys].sort();
  }

  #around(): Window {
    const windows = windowsAround(this.view.citations.cited, 1);
    const [window] = windows;
    if (window === undefined) return this.whole;
    const { fromNanos, toNanos } = window;
    return { fromNanos, toNanos: Math.min(toNanos, this.whole.toNanos) };
  }
}

/** What a row is about, on one line. */
export function rowText({ first, invocation }: OperationRow): string {
  return invocation === undefined ? `${first.f} ${valueText(first.value)}` : operationText(invocation);
}
