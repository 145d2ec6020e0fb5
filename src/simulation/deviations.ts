import { EventKind, type QueuedEvent } from './queued-event.ts';
import type { Simulation } from './simulation.ts';

/** How one event of a run may go otherwise: its message is lost, or late; or its server loses power before or after it. */
export type DeviationKind = 'lose' | 'delay-3ms' | 'delay-10ms' | 'power-loss-before' | 'power-loss-after';

/** One event that goes otherwise. Events are numbered from 1 as they come up. Plain data. */
export interface Deviation {
  readonly event: number;
  readonly kind: DeviationKind;
}

/** What the nemesis says of it in the history (`f` is `deviation`). */
export interface ObservedDeviation extends Deviation {
  readonly node: string;
  /** Who sent the message, for a message. */
  readonly from?: string;
}

/** A span of virtual time, both ends included. */
export interface Span {
  readonly fromMicros: number;
  readonly untilMicros: number;
}

const ALWAYS: Span = { fromMicros: 0, untilMicros: Infinity };
const DELAY_MICROS: Readonly<Partial<Record<DeviationKind, number>>> = { 'delay-3ms': 3_000, 'delay-10ms': 10_000 };
const OF_MESSAGES: readonly DeviationKind[] = ['lose', 'delay-3ms', 'delay-10ms'];

/**
 * Makes planned events of a run go otherwise, and notes what else might have: the choices of whoever enumerates schedules.
 * A power loss takes everything that is not synced, and the server starts again at once.
 */
export class Deviations {
  /** What could go otherwise after the last planned deviation, within the span that was given. */
  readonly choices: Deviation[] = [];
  readonly #simulation: Simulation;
  readonly #planned: ReadonlyMap<number, DeviationKind>;
  readonly #last: number;
  readonly #span: Span;
  readonly #delayed = new Set<QueuedEvent>();
  #event = 0;
  #isOver = false;

  constructor(simulation: Simulation, planned: readonly Deviation[], span: Span = ALWAYS) {
    this.#simulation = simulation;
    this.#planned = new Map(planned.map(({ event, kind }) => [event, kind]));
    this.#span = span;
    this.#last = planned.reduce((last, { event }) => Math.max(last, event), 0);
  }

  /** Whether an event happens as it should; otherwise it was lost, or put off. */
  before(event: QueuedEvent): boolean {
    if (this.#isOver) return true;
    const number = ++this.#event;
    const { node } = event;
    const isMessage = event.kind === EventKind.Deliver || event.kind === EventKind.Reply;
    const canBeTurned = isMessage && event.from !== node && !this.#delayed.has(event);
    if (number > this.#last && this.#isInSpan) this.#offer(event, canBeTurned);
    const kind = this.#planned.get(number);
    if (kind === undefined || kind === 'power-loss-after') return true;
    this.#observe(number, kind, event);
    if (kind === 'power-loss-before') {
      this.#losePower(event);
      return true;
    }
    const delay = DELAY_MICROS[kind];
    if (delay === undefined) return false;
    this.#delayed.add(event);
    this.#simulation.kernel.postpone(event, delay);
    return false;
  }

  /** Called when an event has happened. */
  after(event: QueuedEvent): void {
    if (this.#isOver || this.#planned.get(this.#event) !== 'power-loss-after') return;
    this.#observe(this.#event, 'power-loss-after', event);
    this.#losePower(event);
  }

  /** From the heal on everything goes as it should. */
  end(): void {
    this.#isOver = true;
  }

  get #isInSpan(): boolean {
    const { nowMicros } = this.#simulation.kernel;
    return nowMicros >= this.#span.fromMicros && nowMicros <= this.#span.untilMicros;
  }

  #offer(event: QueuedEvent, canBeTurned: boolean): void {
    const number = this.#event;
    if (canBeTurned) for (const kind of OF_MESSAGES) this.choices.push({ event: number, kind });
    if (event.node?.role !== 'server') return;
    // What a task waited for may have become durable: only right before it goes on does a power loss leave that and nothing more.
    if (event.kind === EventKind.Resume) this.choices.push({ event: number, kind: 'power-loss-before' });
    this.choices.push({ event: number, kind: 'power-loss-after' });
  }

  #losePower({ node }: QueuedEvent): void {
    if (node === undefined) return;
    this.#simulation.crash(node);
    node.disk.loseUnsynced();
    this.#simulation.restart(node);
  }

  #observe(event: number, kind: DeviationKind, { node, from }: QueuedEvent): void {
    const value: ObservedDeviation = {
      event,
      kind,
      node: node?.name ?? '',
      ...(from !== undefined && { from: from.name }),
    };
    this.#simulation.recorder.observe('nemesis', 'deviation', value);
  }
}
