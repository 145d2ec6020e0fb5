import { Coverage } from './coverage.ts';
import { Digest } from './digest.ts';
import { EventQueue } from './event-queue.ts';
import { EventRing } from './event-ring.ts';
import { Future } from './future.ts';
import { hashText, mix } from './hash.ts';
import { KeyedRandom } from './keyed-random.ts';
import { Network } from './network.ts';
import type { Node } from './node.ts';
import { freezePlainData } from './plain-data.ts';
import { type Envelope, type Message, Request } from './request.ts';
import { type Task, TaskRunner, type WaitTally } from './task.ts';
import type { Trace } from './trace.ts';

const DELIVER = 0;
const RESUME = 1;
const TIMEOUT = 2;
const ACTION = 3;
const EVENT_NAMES = ['deliver', 'resume', 'timeout', 'action'] as const;

const REMEMBERED_EVENTS = 256;
const NO_NODE = 0xffff;

/** One entry of the queue. `epoch` is the incarnation of `node` it was made for. */
class QueuedEvent {
  readonly kind: number;
  readonly node: Node | undefined;
  readonly epoch: number;
  readonly label: number;
  readonly subject: unknown;
  readonly waitNumber: number;
  readonly value: unknown;

  constructor(kind: number, node: Node | undefined, label: number, subject: unknown, waitNumber = 0, value?: unknown) {
    this.kind = kind;
    this.node = node;
    this.epoch = node === undefined ? 0 : node.epoch;
    this.label = label;
    this.subject = subject;
    this.waitNumber = waitNumber;
    this.value = value;
  }
}

/**
 * The event loop of a run: virtual time, messages, tasks. Everything happens synchronously inside one event after the
 * other, ordered by (time, order of scheduling); all times are integer microseconds.
 */
export class Kernel {
  nowMicros = 0;
  readonly random: KeyedRandom;
  readonly network: Network;
  readonly digest: Digest = new Digest();
  readonly ring: EventRing = new EventRing(REMEMBERED_EVENTS);
  readonly coverage: Coverage = new Coverage();
  readonly tally: WaitTally = { unstarted: 0 };
  readonly trace: Trace | undefined;
  readonly #queue = new EventQueue<QueuedEvent>();
  readonly #held = new Map<Node, QueuedEvent[]>();
  readonly #kindHashes = new Map<string, number>();
  #callId = 0;
  /** Identity of what happens now; with the count of what it caused so far it gives each effect its own identity. */
  #cause = 0;
  #effects = 0;

  constructor(seed: number, trace: Trace | undefined) {
    this.random = new KeyedRandom(seed);
    this.network = new Network(this.random);
    this.trace = trace;
  }

  /** A label for the next effect of the present event. */
  nextLabel(): number {
    return mix(this.#cause, ++this.#effects);
  }

  /** Runs all events up to and including the given time. */
  runUntil(micros: number): void {
    const queue = this.#queue;
    for (;;) {
      const time = queue.nextTime;
      if (time > micros) break;
      const event = queue.pop();
      if (event === undefined) break;
      this.nowMicros = time;
      this.#dispatch(event);
    }
    this.nowMicros = micros;
  }

  scheduleAction(delayMicros: number, label: number, action: () => void): void {
    this.#queue.push(this.nowMicros + delayMicros, new QueuedEvent(ACTION, undefined, label, action));
  }

  scheduleResume(runner: TaskRunner, waitNumber: number, value: unknown): void {
    if (runner.epoch !== runner.node.epoch) return;
    this.#queue.push(this.nowMicros, new QueuedEvent(RESUME, runner.node, runner.label, runner, waitNumber, value));
  }

  scheduleTimeout(runner: TaskRunner, waitNumber: number, micros: number): void {
    const delay = runner.node.clock.trueDuration(micros);
    this.#queue.push(this.nowMicros + delay, new QueuedEvent(TIMEOUT, runner.node, runner.label, runner, waitNumber));
  }

  /** Resumes a task inside the present event, if it still waits for this. */
  resumeInPlace(runner: TaskRunner, waitNumber: number, value: unknown): void {
    if (runner.epoch !== runner.node.epoch || runner.waitNumber !== waitNumber) return;
    runner.label = mix(runner.label, runner.waitNumber);
    this.#cause = runner.label;
    this.#effects = 0;
    runner.resume(value);
  }

  /** Starts a task on a node, as part of the present event, and returns its result to come. */
  spawn<T>(node: Node, name: string, task: Task<T>): Future<T> {
    const result = new Future<T>(this);
    const label = mix(this.nextLabel(), hashText(name));
    const runner = new TaskRunner(name, node, label, task, result as Future<unknown>);
    node.tasks.add(runner);
    const cause = this.#cause;
    const effects = this.#effects;
    this.#cause = label;
    this.#effects = 0;
    runner.resume(undefined);
    this.#cause = cause;
    this.#effects = effects;
    return result;
  }

  /** Sends a message that wants a reply; the future gets it. */
  call(from: Node, to: Node, message: Message): Future<unknown> {
    const answer = new Future<unknown>(this);
    const callId = ++this.#callId;
    from.calls.set(callId, answer);
    this.transmit(from, to, message, undefined, callId);
    return answer;
  }

  /** Puts a message or a reply on the network. */
  transmit(from: Node, to: Node, message: Message | undefined, reply: unknown, callId: number): void {
    freezePlainData(message ?? reply);
    const label = mix(this.nextLabel(), to.id);
    const envelope: Envelope = { from, to, message, reply, callId, label };
    const arrivals = this.network.arrivals(from, to, label);
    this.trace?.sent(this.nowMicros, envelope, arrivals.length);
    for (const delay of arrivals)
      this.#queue.push(this.nowMicros + delay, new QueuedEvent(DELIVER, to, label, envelope));
  }

  /** What a paused node missed happens now, in order. */
  release(node: Node): void {
    const held = this.#held.get(node) ?? [];
    this.#held.delete(node);
    for (const event of held) this.#queue.push(this.nowMicros, event);
  }

  /** What waited for a paused node that then died never happens. */
  forget(node: Node): void {
    this.#held.delete(node);
  }

  /** The last events, in words, for the message of an error. */
  describeRecentEvents(names: readonly string[], count: number): readonly string[] {
    return this.ring
      .events()
      .slice(-count)
      .map(({ timeMicros, node, kind, label }) => {
        const where = node === NO_NODE ? '-' : (names[node] ?? `node ${node}`);
        return `${timeMicros} µs  ${EVENT_NAMES[kind] ?? kind}  ${where}  ${(label >>> 0).toString(16)}`;
      });
  }

  #dispatch(event: QueuedEvent): void {
    const { kind, node, label } = event;
    if (node !== undefined) {
      if (kind !== DELIVER && event.epoch !== node.epoch) return;
      if (node.pauses > 0) return this.#hold(node, event);
    }
    const nodeId = node === undefined ? NO_NODE : node.id;
    const detail = kind === DELIVER ? this.#hashOf(event.subject as Envelope) : event.waitNumber;
    this.digest.add(this.nowMicros, nodeId, kind, mix(label, detail));
    this.ring.add(this.nowMicros, nodeId, kind, label);
    this.#cause = mix(label, kind);
    this.#effects = 0;
    if (kind === DELIVER) this.#deliver(event.subject as Envelope);
    else if (kind === ACTION) (event.subject as () => void)();
    else this.resumeInPlace(event.subject as TaskRunner, event.waitNumber, event.value);
    if (this.tally.unstarted !== 0)
      throw new Error(`a task made ${this.tally.unstarted} wait(s) without yield* (last event: ${EVENT_NAMES[kind]})`);
  }

  #deliver(envelope: Envelope): void {
    const { from, to, message, callId } = envelope;
    const isLost = to.program === undefined || this.network.isCut(from.name, to.name);
    this.trace?.arrived(this.nowMicros, envelope, isLost);
    if (isLost || to.program === undefined) return;
    if (message !== undefined) {
      to.program.receive(new Request(this, envelope));
      return;
    }
    const answer = to.calls.get(callId);
    if (answer === undefined) return;
    to.calls.delete(callId);
    answer.resolveInPlace(envelope.reply);
  }

  #hold(node: Node, event: QueuedEvent): void {
    const held = this.#held.get(node);
    if (held === undefined) this.#held.set(node, [event]);
    else held.push(event);
  }

  #hashOf({ message, callId }: Envelope): number {
    if (message === undefined) return callId;
    let hash = this.#kindHashes.get(message.kind);
    if (hash === undefined) {
      hash = hashText(message.kind);
      this.#kindHashes.set(message.kind, hash);
    }
    return hash;
  }
}
