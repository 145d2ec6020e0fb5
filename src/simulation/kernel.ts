import { Backlog } from './backlog.ts';
import type { Call } from './call.ts';
import { Coverage } from './coverage.ts';
import type { Deviations } from './deviations.ts';
import { Digest } from './digest.ts';
import type { EventLog } from './event-log.ts';
import { EventQueue } from './event-queue.ts';
import { EventRing } from './event-ring.ts';
import { Future } from './future.ts';
import { hashText, mix } from './hash.ts';
import { KeyedRandom } from './keyed-random.ts';
import { CLOGGED, Network } from './network.ts';
import type { Node } from './node.ts';
import { freezePlainData } from './plain-data.ts';
import { describeEvent, EVENT_NAMES, EventKind, QueuedEvent } from './queued-event.ts';
import { type Message, Request } from './request.ts';
import { type Task, TaskRunner, type WaitTally } from './task.ts';
import type { Trace } from './trace.ts';

const REMEMBERED_EVENTS = 256;
const NO_NODE = 0xffff;

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
  readonly coverage: Coverage = new Coverage(this);
  readonly tally: WaitTally = { unstarted: 0 };
  readonly trace: Trace | undefined;
  /** Set before the run when single events are to go otherwise. */
  deviations: Deviations | undefined = undefined;
  readonly log: EventLog | undefined;
  readonly #queue = new EventQueue<QueuedEvent>();
  readonly #backlog = new Backlog();
  /** Messages that wait for their link to be unclogged. */
  #clogged: QueuedEvent[] = [];
  /** Messages on their way that a reset has lost. */
  readonly #reset = new Set<QueuedEvent>();
  readonly #kindHashes = new Map<string, number>();
  /** Identity of what happens now; with the count of what it caused so far it gives each effect its own identity. */
  #cause = 0;
  #effects = 0;
  /** The call that the present event is about: tasks that it spawns are at work on that. */
  #serving: Call | undefined = undefined;

  constructor(seed: number, trace: Trace | undefined, log?: EventLog) {
    this.random = new KeyedRandom(seed);
    this.network = new Network(this.random);
    this.trace = trace;
    this.log = log;
  }

  /** A label for the next effect of the present event. */
  nextLabel(): number {
    return mix(this.#cause, ++this.#effects);
  }

  /** Lets `action` happen now under an identity of its own: its effects are keyed by that, not by what surrounds it. */
  under(label: number, action: () => void): void {
    const cause = this.#cause;
    const effects = this.#effects;
    this.#cause = label;
    this.#effects = 0;
    action();
    this.#cause = cause;
    this.#effects = effects;
  }

  /**
   * Runs all events up to and including the given time.
   *
   * @throws RangeError when that time is over already.
   */
  runUntil(micros: number): void {
    if (micros < this.nowMicros)
      throw new RangeError(`cannot run until ${micros} µs: it is ${this.nowMicros} µs already`);
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
    this.#checkWaits('outside of all events');
  }

  scheduleAction(delayMicros: number, label: number, action: () => void): void {
    this.#queue.push(this.#timeIn(delayMicros), new QueuedEvent(EventKind.Action, undefined, label, action));
  }

  /** Resumes a task as an event of its own at the present time, if it still waits for this. */
  scheduleResume(runner: TaskRunner, waitNumber: number, value: unknown): void {
    if (!runner.isWaiting(waitNumber)) return;
    const { node, label } = runner;
    const event = new QueuedEvent(EventKind.Resume, node, label, runner, undefined, value, waitNumber);
    this.#queue.push(this.nowMicros, event);
  }

  /** Resumes a task after so much time on its node's own oscillator: now for what is over already, never for infinity. */
  scheduleTimeout(runner: TaskRunner, waitNumber: number, micros: number): void {
    if (micros === Infinity) return;
    const { node, label } = runner;
    const event = new QueuedEvent(EventKind.Timeout, node, label, runner, undefined, undefined, waitNumber);
    this.#queue.push(this.#timeIn(node.clock.trueDuration(Math.max(0, micros))), event);
  }

  /** Resumes a task as the last thing in the present event, if it still waits for this. */
  resume(runner: TaskRunner, waitNumber: number, value: unknown): void {
    if (!runner.isWaiting(waitNumber)) return;
    runner.label = mix(runner.label, waitNumber);
    this.#cause = runner.label;
    this.#effects = 0;
    this.#serving = runner.serves;
    runner.sinceMicros = this.nowMicros;
    this.trace?.resume(runner);
    runner.resume(value);
  }

  /** Starts a task on a node, as part of the present event, and returns its result to come. `label` is its identity. */
  spawn<T>(node: Node, name: string, task: Task<T>, label: number = mix(this.nextLabel(), hashText(name))): Future<T> {
    const result = new Future<T>(this);
    const runner = new TaskRunner(name, node, label, task, result as Future<unknown>, this.#serving);
    runner.sinceMicros = this.nowMicros;
    node.tasks.add(runner);
    const firstStep = (): void => runner.resume(undefined);
    this.under(label, this.trace === undefined ? firstStep : () => this.trace?.spawn(runner, firstStep));
    return result;
  }

  /** Puts a message on the network. Its receiver can answer it when it comes with a call. */
  send(from: Node, to: Node, message: Message, call?: Call): void {
    freezePlainData(message);
    this.#transmit(EventKind.Deliver, from, to, message, call);
  }

  /** Puts the answer to a call on the network. */
  reply(from: Node, call: Call, value: unknown): void {
    freezePlainData(value);
    this.#transmit(EventKind.Reply, from, call.caller, value, call);
  }

  /** An event that has come up happens later instead. */
  postpone(event: QueuedEvent, micros: number): void {
    this.#queue.push(this.#timeIn(micros), event);
  }

  /** What a paused node missed happens now, in order. */
  release(node: Node): void {
    for (const event of this.#backlog.release(node)) this.#queue.push(this.nowMicros, event);
  }

  /** What waited for a paused node that then died never happens. */
  forget(node: Node): void {
    this.#backlog.forget(node);
  }

  /** Lets through at once what was held back on links that are no longer clogged. */
  burst(): void {
    const clogged = this.#clogged;
    this.#clogged = [];
    for (const { kind, from, node, subject, value, label } of clogged)
      if (from !== undefined && node !== undefined)
        this.#carry(kind, from, node, subject, value as Call | undefined, label);
  }

  /** Loses the messages that are on their way now on some links. */
  reset(isOnLink: (from: string, to: string) => boolean): void {
    for (const event of this.#queue.payloads()) {
      const { from, node: to } = event;
      if (from === undefined || to === undefined || !isOnLink(from.name, to.name)) continue;
      this.#reset.add(event);
      this.network.breakOff(from.name, to.name);
    }
  }

  /** Whoever was connected with a process that has died is so no more: on ordered links what is on its way to it is lost. */
  disconnect(node: Node): void {
    if (this.network.isOrdered) this.reset((_from, to) => to === node.name);
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

  #transmit(kind: EventKind, from: Node, to: Node, content: unknown, call: Call | undefined): void {
    if (from.isFailing) return;
    this.#carry(kind, from, to, content, call, mix(this.nextLabel(), to.label));
  }

  #carry(kind: EventKind, from: Node, to: Node, content: unknown, call: Call | undefined, identity: number): void {
    const arrivals = this.network.arrivals(from, to, identity, this.nowMicros, kind === EventKind.Reply);
    if (arrivals === CLOGGED) {
      this.#clogged.push(new QueuedEvent(kind, to, identity, content, from, call));
      return;
    }
    const traced = this.trace?.sent(this.nowMicros, from.name, to.name, kindOf(kind, content), arrivals.length);
    const sentBy = from === to && kind === EventKind.Deliver ? from.epoch : 0;
    let label = identity;
    for (let copy = 0; copy < arrivals.length; copy++) {
      if (copy > 0) label = mix(label, copy);
      const event = new QueuedEvent(kind, to, label, content, from, call, sentBy);
      if (traced !== undefined) this.trace?.follow(event, traced);
      this.#queue.push(this.nowMicros + arrivals[copy]!, event);
    }
  }

  #dispatch(event: QueuedEvent): void {
    const { kind, node, label } = event;
    const isMessage = kind === EventKind.Deliver || kind === EventKind.Reply;
    const isOfTask = kind === EventKind.Resume || kind === EventKind.Timeout;
    if (isOfTask && !(event.subject as TaskRunner).isWaiting(event.waitNumber)) return;
    if (node !== undefined && node.hindrances > 0 && node.isRunning && this.#hinder(node, event)) return;
    if (this.deviations !== undefined && !this.deviations.before(event)) return;
    const nodeId = node === undefined ? NO_NODE : node.id;
    this.digest.add(this.nowMicros, nodeId, kind, mix(label, this.#detailOf(event)));
    this.ring.add(this.nowMicros, nodeId, kind, label);
    this.log?.add(this.digest, `${this.nowMicros} µs  ${describeEvent(event)}`);
    this.#cause = mix(label, kind);
    this.#effects = 0;
    this.#serving = kind === EventKind.Deliver ? (event.value as Call | undefined) : undefined;
    this.trace?.beginEvent();
    if (isMessage) this.#arrive(event);
    else if (kind === EventKind.Action) (event.subject as () => void)();
    else this.resume(event.subject as TaskRunner, event.waitNumber, event.value);
    this.deviations?.after(event);
    if (this.tally.unstarted !== 0) this.#checkWaits(`in a ${EVENT_NAMES[kind]} event`);
  }

  #arrive(event: QueuedEvent): void {
    const { kind, node: to, from } = event;
    if (to === undefined || from === undefined) return;
    const { program } = to;
    const call = event.value as Call | undefined;
    // What a process sends to itself never leaves its memory, so it dies with it.
    const awaitedBy = kind === EventKind.Reply ? call?.epoch : from === to ? event.waitNumber : to.epoch;
    const isForDead = program === undefined || awaitedBy !== to.epoch;
    const receivedBy = this.#backlog.takeReceiver(event);
    const isLostHere = receivedBy === undefined ? this.#isLostOnTheWay(event, from, to) : receivedBy !== to.epoch;
    const isLost = isForDead || isLostHere;
    this.trace?.arrived(this.nowMicros, event, isLost);
    if (isLost) return;
    if (kind === EventKind.Reply) call?.resolveLast(event.subject);
    else program.receive(new Request(this, from, to, event.subject as Message, call));
  }

  #isLostOnTheWay(event: QueuedEvent, from: Node, to: Node): boolean {
    if (this.#reset.size > 0 && this.#reset.delete(event)) return true;
    if (!this.network.isCut(from.name, to.name)) return false;
    if (this.network.isOrdered) this.#breakConnection(from.name, to.name);
    return true;
  }

  /** What comes behind a message that a cut has lost does not come without it; a connection goes both ways. */
  #breakConnection(one: string, other: string): void {
    this.reset((from, to) => (from === one && to === other) || (from === other && to === one));
  }

  /** Whether the event can't happen now: its node stands still or has other work to do first, or the message never came. */
  #hinder(node: Node, event: QueuedEvent): boolean {
    const { from } = event;
    const isOnTheWay = from !== undefined && !this.#backlog.hasReceived(event);
    if (isOnTheWay && this.#isLostOnTheWay(event, from, node)) {
      this.trace?.arrived(this.nowMicros, event, true);
      return true;
    }
    const turn = this.#backlog.turnOf(event, node, this.nowMicros);
    if (turn === undefined) return false;
    if (turn !== Infinity) this.#queue.push(turn, event);
    return true;
  }

  /** What tells events of one kind apart in the digest, beside their labels. */
  #detailOf(event: QueuedEvent): number {
    if (event.kind !== EventKind.Deliver) return event.waitNumber;
    const { kind } = event.subject as Message;
    let hash = this.#kindHashes.get(kind);
    if (hash === undefined) {
      hash = hashText(kind);
      this.#kindHashes.set(kind, hash);
    }
    return hash;
  }

  /** @throws RangeError for times that are not whole microseconds or lie in the past. */
  #timeIn(delayMicros: number): number {
    if (!Number.isSafeInteger(delayMicros) || delayMicros < 0)
      throw new RangeError(`a delay is a whole number of microseconds from 0 on, not ${delayMicros}`);
    return this.nowMicros + delayMicros;
  }

  #checkWaits(where: string): void {
    const { unstarted } = this.tally;
    if (unstarted > 0) throw new Error(`${unstarted} wait(s) made without yield*, ${where}`);
    if (unstarted < 0) throw new Error(`a wait was used twice, ${where}`);
  }
}

function kindOf(kind: EventKind, content: unknown): string {
  return kind === EventKind.Deliver ? (content as Message).kind : 'reply';
}
