import type { TracedMark, TracedMessage } from '../../simulation/trace.ts';
import { type Standstill, standstillOf } from '../timeline/fault-group.ts';
import { overlaps, type Window } from '../timeline/window.ts';
import { firstAtOrAfter } from './lower-bound.ts';
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
  readonly text: string;
}

/** A lost message is drawn this long: nobody knows when it would have arrived. */
const LOST_NANOS = 600 * NANOS;
const DELAYED_TIMES = 4;

/** What a space-time diagram shows: columns, and what happens in and between them, ordered by time. */
export class SpaceTimeModel {
  readonly columns: readonly string[];
  readonly arrows: readonly Arrow[];
  readonly gaps: readonly Gap[];
  readonly marks: readonly NodeMark[];
  readonly kinds: readonly string[];
  readonly #sent: Float64Array;
  readonly #longestNanos: number;

  constructor({ view, trace }: PageModel) {
    const messages = trace?.messages ?? [];
    const planned = [...(view.topology?.servers ?? []), ...(view.topology?.clients ?? [])].map(({ name }) => name);
    this.columns = [...new Set([...planned, ...messages.flatMap(({ from, to }) => [from, to])])];
    const columnOf = new Map(this.columns.map((name, nth) => [name, nth]));
    this.arrows = arrowsOf(messages, columnOf, view.endNanos);
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
      typeof process !== 'string' || process === 'nemesis'
        ? []
        : [{ column: columnOf.get(process) ?? -1, nanos: time, text: statedText(f, value) }],
    );
    const marked = (trace?.marks ?? []).map((mark) => ({
      column: columnOf.get(mark.node) ?? -1,
      nanos: mark.micros * NANOS,
      text: markText(mark),
    }));
    this.marks = [...stated, ...marked].sort((a, b) => a.nanos - b.nanos);
  }

  /** The arrows of which something falls into a window. */
  within(window: Window): readonly Arrow[] {
    const first = firstAtOrAfter(this.#sent, window.fromNanos - this.#longestNanos);
    const end = firstAtOrAfter(this.#sent, window.toNanos);
    return this.arrows.slice(first, end).filter((arrow) => overlaps(arrow, window));
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

function statedText(f: string, value: unknown): string {
  if (f !== 'lease' || typeof value !== 'object' || value === null) return f;
  const { group, ballot, released } = value as Readonly<Record<string, unknown>>;
  return `${released === true ? 'gives up' : 'holds'} lease of ${String(group)}, ballot ${String(ballot)}`;
}

function markText({ name, value, clockOffsetMicros, cause }: TracedMark): string {
  const fields = JSON.parse(value) as Readonly<Record<string, unknown>>;
  if (name === 'clock') {
    const off = (bound: unknown): string => ((clockOffsetMicros + Number(bound)) / 1000).toFixed(2);
    return `clock: true time is believed within ${off(fields['earliest'])} to ${off(fields['latest'])} ms of what it is`;
  }
  const because = cause === '' ? '' : ` (by ${cause})`;
  return name === 'state'
    ? `${String(fields['key'])} becomes ${JSON.stringify(fields['value'])}${because}`
    : `${name} ${value}${because}`;
}
