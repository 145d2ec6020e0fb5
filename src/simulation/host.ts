import { Call } from './call.ts';
import { CLOCK_START_MICROS } from './clock.ts';
import { Future, FutureWait, SleepWait } from './future.ts';
import { hashText, mix } from './hash.ts';
import type { Node } from './node.ts';
import { type QuorumResult, QuorumWait } from './quorum.ts';
import type { Message } from './request.ts';
import type { Simulation } from './simulation.ts';
import type { Task, Wait } from './task.ts';

/** What a program sees of the world: its own name, clock and disk, and the network. Gone with its incarnation. */
export class Host {
  readonly name: string;
  /** Version of the program that runs: 1, or 2 after a rolling upgrade has come to this node. */
  readonly version: number;
  readonly #simulation: Simulation;
  readonly #node: Node;

  constructor(simulation: Simulation, node: Node, version: number) {
    this.name = node.name;
    this.version = version;
    this.#simulation = simulation;
    this.#node = node;
  }

  get zone(): string {
    return this.#node.place.zone;
  }

  get region(): string {
    return this.#node.place.region;
  }

  /** How often the node has started before: 0 at first. */
  get restarts(): number {
    return this.#node.epoch;
  }

  /** What the node's own clock shows, in microseconds. */
  now(): number {
    return this.#node.clock.read(this.#simulation.kernel.nowMicros);
  }

  /** How far the node's own clock says that it may be off, of an error that it may really have, in microseconds. */
  statedClockError(micros: number): number {
    return this.#node.clock.statedError(micros);
  }

  /** For a client: whether everybody wants the same key now. */
  get isInCrowd(): boolean {
    return this.#node.crowds > 0;
  }

  /** Sends a message that wants no reply. */
  send(to: string, message: Message): void {
    this.#simulation.kernel.send(this.#node, this.#simulation.nodeNamed(to), message);
  }

  /** Asks one node: its reply, or undefined after the timeout. `R` is what the protocol says the reply is. */
  call<R>(to: string, message: Message, timeoutMicros: number): Wait<R | undefined> {
    return this.wait(this.ask<R>(to, message), timeoutMicros, `${to} to answer ${message.kind}`);
  }

  /** Asks one node and goes on; the future gets the reply, if one comes. */
  ask<R>(to: string, message: Message): Future<R> {
    const { kernel } = this.#simulation;
    const callee = this.#simulation.nodeNamed(to);
    const call = new Call(kernel, this.#node, callee);
    kernel.send(this.#node, callee, message, call);
    return call as Future<unknown> as Future<R>;
  }

  /**
   * Asks several nodes at once and goes on when `need` replies satisfied `accepts`, when that has become impossible, or
   * after the timeout.
   */
  quorum<R>(
    to: readonly string[],
    message: Message,
    need: number,
    timeoutMicros: number,
    accepts: (reply: R) => boolean,
  ): Wait<QuorumResult<R>> {
    const asked = to.map((name) => [name, this.ask<R>(name, message)] as const);
    return this.collect(asked, need, timeoutMicros, accepts, message.kind);
  }

  /** As `quorum`, for questions that differ from node to node and are already on their way. */
  collect<R>(
    asked: readonly (readonly [string, Future<R>])[],
    need: number,
    timeoutMicros: number,
    accepts: (reply: R) => boolean,
    what: string,
  ): Wait<QuorumResult<R>> {
    return new QuorumWait(this.#simulation.kernel, asked, need, timeoutMicros, accepts, what);
  }

  /** Lets time pass on the node's own oscillator. */
  sleep(micros: number): Wait<void> {
    return new SleepWait(this.#simulation.kernel, micros);
  }

  /** Makes everything written to the disk so far durable. */
  sync(): Wait<true | undefined> {
    return this.wait(this.#node.disk.sync(), Infinity, 'the disk to sync');
  }

  future<T>(): Future<T> {
    return new Future<T>(this.#simulation.kernel);
  }

  /** Waits for a future: its value, or undefined after the timeout. */
  wait<T>(future: Future<T>, timeoutMicros: number, description: string): Wait<T | undefined> {
    return new FutureWait(this.#simulation.kernel, future, timeoutMicros, description);
  }

  /** Starts a task beside the present one. */
  spawn<T>(name: string, task: Task<T>): Future<T> {
    return this.#simulation.kernel.spawn(this.#node, name, task);
  }

  /** As `spawn`, for a name that is unique on the node: it keys the task's random decisions, whatever was done before it. */
  spawnNamed<T>(name: string, task: Task<T>): Future<T> {
    return this.#simulation.kernel.spawn(this.#node, name, task, mix(this.#node.label, hashText(name)));
  }

  append(log: string, record: unknown): void {
    this.#node.disk.append(log, record);
  }

  replace(log: string, records: readonly unknown[]): void {
    this.#node.disk.replace(log, records);
  }

  read<T>(log: string): readonly T[] {
    return this.#node.disk.read<T>(log);
  }

  /** A uniform integer in [0, bound), keyed by what happens now. */
  randomBelow(bound: number): number {
    const { kernel } = this.#simulation;
    return kernel.random.below(bound, kernel.nextLabel(), this.#node.label);
  }

  /** Records something the node states, for checkers. */
  observe(f: string, value: unknown): void {
    if (!this.#node.isFailing) this.#simulation.recorder.observe(this.name, f, value);
  }

  /**
   * Notes something for people who look at a replay: nothing that a checker sees, and without influence on the run. Reports
   * know `clock` { earliest, latest } (bounds of the true time less the own clock, in microseconds) and `state` { key, value }.
   */
  mark(name: string, valueOf: () => object): void {
    const { trace, nowMicros } = this.#simulation.kernel;
    if (trace === undefined) return;
    trace.marked(nowMicros, this.name, name, this.now() - CLOCK_START_MICROS - nowMicros, valueOf());
  }

  sometimes(name: string, condition: boolean): void {
    this.#simulation.kernel.coverage.sometimes(name, condition);
  }

  reachable(name: string): void {
    this.#simulation.kernel.coverage.reachable(name);
  }

  /** Notes how far something went, for the furthest of the run. */
  best(name: string, value: number): void {
    this.#simulation.kernel.coverage.best(name, value);
  }
}
