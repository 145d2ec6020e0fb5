import type { QueuedEvent } from './queued-event.ts';
import type { TaskRunner } from './task.ts';

/** A message on its way, for people who look at a replay. Times are microseconds since the start. */
export interface TracedMessage {
  readonly sentMicros: number;
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  /** Index of the invocation on whose behalf it was sent, however indirectly; -1: on nobody's. */
  readonly operation: number;
  /** How many copies the network made; 0: lost at once. */
  readonly copies: number;
  /** When each copy reached its node, and whether it was lost there (node down, link cut meanwhile). */
  readonly arrivals: { readonly micros: number; readonly isLost: boolean }[];
}

/** Something a node noted for people who look at a replay: `Host.mark`. */
export interface TracedMark {
  readonly micros: number;
  readonly node: string;
  /** `leader`, `clock`, `state` … */
  readonly name: string;
  /** As of a message. */
  readonly operation: number;
  /** Kind of the message that led to it; empty: none did. */
  readonly cause: string;
  /** How far the node's clock was ahead of the true time, in microseconds. */
  readonly clockOffsetMicros: number;
  /** Plain data, as JSON: what it stood for then. */
  readonly value: string;
}

const NOBODY: Origin = { operation: -1, cause: '' };

/** Why something happens. */
interface Origin {
  readonly operation: number;
  readonly cause: string;
}

/**
 * Every message and mark of a run, each with the client operation that caused it. Costly, so it is kept on replays only;
 * it has no influence on the run.
 */
export class Trace {
  readonly messages: TracedMessage[] = [];
  readonly marks: TracedMark[] = [];
  readonly #byArrival = new Map<QueuedEvent, TracedMessage>();
  readonly #origins = new WeakMap<TaskRunner, Origin>();
  #origin: Origin = NOBODY;
  #runner: TaskRunner | undefined = undefined;

  /** A new event: what happens in it is done for nobody, until more is known. */
  beginEvent(): void {
    this.#origin = NOBODY;
    this.#runner = undefined;
  }

  /** A new task works for whom its maker works; what follows its first step is its maker's again. */
  spawn(runner: TaskRunner, firstStep: () => void): void {
    const origin = this.#origin;
    const maker = this.#runner;
    this.#origins.set(runner, origin);
    this.#runner = runner;
    firstStep();
    this.#origin = origin;
    this.#runner = maker;
  }

  /** A task goes on. */
  resume(runner: TaskRunner): void {
    this.#runner = runner;
    this.#origin = this.#origins.get(runner) ?? NOBODY;
  }

  /** A client's task begins an operation: the task, and all it causes, is on its behalf. */
  invoked(index: number): void {
    this.#origin = { operation: index, cause: '' };
    if (this.#runner !== undefined) this.#origins.set(this.#runner, this.#origin);
  }

  sent(sentMicros: number, from: string, to: string, kind: string, copies: number): TracedMessage {
    const { operation } = this.#origin;
    const message = { sentMicros, from, to, kind, operation, copies, arrivals: [] };
    this.messages.push(message);
    return message;
  }

  /** Ties the arrival of a copy to its message. */
  follow(arrival: QueuedEvent, message: TracedMessage): void {
    this.#byArrival.set(arrival, message);
  }

  arrived(micros: number, arrival: QueuedEvent, isLost: boolean): void {
    const message = this.#byArrival.get(arrival);
    this.#byArrival.delete(arrival);
    if (message === undefined) return;
    message.arrivals.push({ micros, isLost });
    this.#origin = { operation: message.operation, cause: message.kind };
  }

  marked(micros: number, node: string, name: string, clockOffsetMicros: number, value: object): void {
    this.marks.push({ micros, node, name, clockOffsetMicros, value: JSON.stringify(value), ...this.#origin });
  }
}
