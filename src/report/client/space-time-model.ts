import type { TracedMark, TracedMessage } from '../../simulation/trace.ts';
import { type Standstill, standstillOf } from '../timeline/fault-group.ts';
import { type Reign, reignsOf } from '../timeline/reigns.ts';
import { overlaps, type Window } from '../timeline/window.ts';
import { clipped } from '../text/names.ts';
import { valueText } from '../text/value-text.ts';
import { firstAtOrAfter } from '../timeline/lower-bound.ts';
import type { PageModel } from './page-model.ts';

const NANOS = 1000;

/** A message as an arrow, or two when it was doubled. Nanoseconds. */
export interface Arrow {
  readonly message: TracedMessage;
  readonly fromColumn: number;
  readonly toColumn: number;
  readonly fromNanos: number;
  /** When it arrived, or was lost; for one on its way when the run ended, the end. */
  readonly toNanos: number;
  readonly fate: 'delivered' | 'lost' | 'doubled';
  /** Whether it took far longer than messages of this link usually take. */
  readonly isDelayed: boolean;
}

/** A time in which a node did not run. */
export interface Gap extends Window {
  readonly column: number;
  readonly kind: string;
  readonly standstill: Standstill;
}

/** Something a node recorded or marked. */
export interface NodeMark {
  readonly column: number;
  readonly nanos: number;
  /** In full, and in the few words that a picture has room for. */
  readonly text: string;
  readonly words: string;
  /** On whose behalf, by the index of the invocation; -1: on nobody's. */
  readonly operation: number;
}

/** What a node believed of the true time when its clock was synchronised: bounds, as their distance from the true time. */
export interface Belief {
  readonly column: number;
  readonly nanos: number;
  readonly earliestNanos: number;
  readonly latestNanos: number;
}

/** Statements and marks that are drawn as what lasts, or as an interval. */
const DRAWN_OTHERWISE: ReadonlySet<string> = new Set(['lease', 'in-sync-replicas', 'clock']);

/** A lost message is drawn this long: nobody knows when it would have arrived. */
const LOST_NANOS = 600 * NANOS;
const DELAYED_TIMES = 4;
const MOST_GROUPS = 5;
const MOST_CHARACTERS = 160;

/** What a space-time diagram shows: columns, and what happens in and between them, ordered by time. */
export class SpaceTimeModel {
  readonly columns: readonly string[];
  readonly arrows: readonly Arrow[];
  readonly gaps: readonly Gap[];
  readonly marks: readonly NodeMark[];
  readonly kinds: readonly string[];
  readonly reigns: readonly Reign[];
  /** What nodes lead, as far as there is room to draw it. */
  readonly groups: readonly string[];
  readonly beliefs: readonly Belief[];
  readonly #columns: ReadonlyMap<string, number>;
  readonly #sent: Float64Array;
  readonly #longestNanos: number;
  readonly #byOperation = new Map<number, Arrow[]>();

  constructor({ view, trace }: PageModel) {
    const messages = trace?.messages ?? [];
    const planned = [...(view.topology?.servers ?? []), ...(view.topology?.clients ?? [])].map(({ name }) => name);
    this.columns = [...new Set([...planned, ...messages.flatMap(({ from, to }) => [from, to])])];
    const columnOf = new Map(this.columns.map((name, nth) => [name, nth]));
    this.#columns = columnOf;
    const reigns = reignsOf(view.history);
    this.groups = groupsOf(reigns, view.witness?.anomaly.message ?? '');
    this.reigns = reigns.filter(({ group }) => this.groups.includes(group));
    this.beliefs = (trace?.marks ?? []).filter(({ name }) => name === 'clock').map((mark) => beliefOf(mark, columnOf));
    this.arrows = arrowsOf(messages, columnOf, view.endNanos);
    for (const arrow of this.arrows) {
      const { operation } = arrow.message;
      const own = this.#byOperation.get(operation);
      if (own === undefined) this.#byOperation.set(operation, [arrow]);
      else own.push(arrow);
    }
    this.kinds = [...new Set(messages.map(({ kind }) => kind))].sort();
    this.#sent = Float64Array.from(this.arrows, ({ fromNanos }) => fromNanos);
    this.#longestNanos = this.arrows.reduce((most, arrow) => Math.max(most, arrow.toNanos - arrow.fromNanos), 0);
    this.gaps = view.faults.flatMap((fault) => {
      const standstill = standstillOf(fault.kind);
      if (standstill === undefined) return [];
      const targets = Array.isArray(fault.resolved['targets']) ? fault.resolved['targets'].map(String) : [];
      const { fromNanos, toNanos, kind } = fault;
      return targets.map((name) => ({ column: columnOf.get(name) ?? -1, fromNanos, toNanos, kind, standstill }));
    });
    const stated = view.history.operations.flatMap(({ process, f, time, value }) =>
      typeof process !== 'string' || process === 'nemesis' || DRAWN_OTHERWISE.has(f)
        ? []
        : [
            {
              column: columnOf.get(process) ?? -1,
              nanos: time,
              text: clipped(`${f} ${valueText(value)}`, MOST_CHARACTERS),
              words: `${f} ${valueText(value)}`,
              operation: -1,
            },
          ],
    );
    const told = (trace?.marks ?? []).filter(({ name }) => !DRAWN_OTHERWISE.has(name));
    const marked = told.map((mark) => ({
      column: columnOf.get(mark.node) ?? -1,
      nanos: mark.micros * NANOS,
      text: markText(mark),
      words: markWords(mark),
      operation: mark.operation,
    }));
    this.marks = [...stated, ...marked].sort((a, b) => a.nanos - b.nanos);
  }

  columnOf(node: string): number {
    return this.#columns.get(node) ?? -1;
  }

  /** The groups that a node leads at some time, in the order in which their strips stand beside it. */
  groupsOf(node: string): readonly string[] {
    return this.groups.filter((group) => this.reigns.some((reign) => reign.node === node && reign.group === group));
  }

  /** The messages that were sent on behalf of an operation. */
  ofOperation(index: number): readonly Arrow[] {
    return this.#byOperation.get(index) ?? [];
  }

  /** The arrows of which something falls into a window; of more than `most` every second one, third one and so on. */
  within(
    window: Window,
    most: number,
  ): { readonly arrows: readonly Arrow[]; readonly all: number; readonly oneIn: number } {
    const first = firstAtOrAfter(this.#sent, window.fromNanos - this.#longestNanos);
    const end = firstAtOrAfter(this.#sent, window.toNanos);
    const oneIn = Math.max(1, Math.ceil((end - first) / most));
    const arrows: Arrow[] = [];
    // By their place among all: so the same ones are drawn while the picture is panned.
    for (let nth = Math.ceil(first / oneIn) * oneIn; nth < end; nth += oneIn) {
      const arrow = this.arrows[nth];
      if (arrow !== undefined && overlaps(arrow, window)) arrows.push(arrow);
    }
    return { arrows, all: oneIn === 1 ? arrows.length : end - first, oneIn };
  }
}

function arrowsOf(
  messages: readonly TracedMessage[],
  columnOf: ReadonlyMap<string, number>,
  endNanos: number,
): readonly Arrow[] {
  const usual = usualDelays(messages);
  return messages.flatMap((message) => {
    const { sentMicros, from, to, copies, arrivals } = message;
    const fromNanos = sentMicros * NANOS;
    const ends = { message, fromColumn: columnOf.get(from) ?? 0, toColumn: columnOf.get(to) ?? 0, fromNanos };
    if (copies === 0) return [{ ...ends, toNanos: fromNanos + LOST_NANOS, fate: 'lost' as const, isDelayed: false }];
    if (arrivals.length === 0)
      return [{ ...ends, toNanos: Math.max(endNanos, fromNanos), fate: 'lost' as const, isDelayed: false }];
    const slow = DELAYED_TIMES * (usual.get(`${from}>${to}`) ?? Infinity);
    return arrivals.map(({ micros, isLost }): Arrow => ({
      ...ends,
      toNanos: micros * NANOS,
      fate: isLost ? 'lost' : arrivals.length > 1 ? 'doubled' : 'delivered',
      isDelayed: micros - sentMicros > slow,
    }));
  });
}

/** The median time of each link, in microseconds. */
function usualDelays(messages: readonly TracedMessage[]): ReadonlyMap<string, number> {
  const delays = new Map<string, number[]>();
  for (const { from, to, sentMicros, arrivals } of messages) {
    const [first] = arrivals;
    if (first === undefined) continue;
    const link = `${from}>${to}`;
    const known = delays.get(link);
    if (known === undefined) delays.set(link, [first.micros - sentMicros]);
    else known.push(first.micros - sentMicros);
  }
  return new Map([...delays].map(([link, all]) => [link, all.sort((a, b) => a - b)[all.length >> 1] ?? 0]));
}

/** Those that the checker names stand outside, where words have room; one that nobody contests may be left out where there are many. */
function groupsOf(reigns: readonly Reign[], message: string): readonly string[] {
  const groups = [...new Set(reigns.map(({ group }) => group))].sort();
  const weight = (group: string): number =>
    2 * Number(message.includes(group)) + Number(reigns.some((reign) => reign.group === group && reign.isContested));
  return groups.sort((a, b) => weight(a) - weight(b)).slice(-MOST_GROUPS);
}

function beliefOf(mark: TracedMark, columnOf: ReadonlyMap<string, number>): Belief {
  const { earliest = 0, latest = 0 } = JSON.parse(mark.value) as { earliest?: number; latest?: number };
  return {
    column: columnOf.get(mark.node) ?? -1,
    nanos: mark.micros * NANOS,
    earliestNanos: (earliest + mark.clockOffsetMicros) * NANOS,
    latestNanos: (latest + mark.clockOffsetMicros) * NANOS,
  };
}

function markText({ name, value, cause }: TracedMark): string {
  const fields = JSON.parse(value) as Readonly<Record<string, unknown>>;
  const because = cause === '' ? '' : ` (by ${cause})`;
  return name === 'state'
    ? `${String(fields['key'])} becomes ${JSON.stringify(fields['value'])}${because}`
    : `${name} ${value}${because}`;
}

function markWords({ name, value }: TracedMark): string {
  const fields = JSON.parse(value) as Readonly<Record<string, unknown>>;
  return name === 'state' ? `${String(fields['key'])} = ${JSON.stringify(fields['value'])}` : `${name} ${value}`;
}
