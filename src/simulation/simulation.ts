import { Clock, CLOCK_START_MICROS } from './clock.ts';
import { Disk } from './disk.ts';
import type { EventLog } from './event-log.ts';
import { hashText, mix } from './hash.ts';
import { Host } from './host.ts';
import { Kernel } from './kernel.ts';
import { Node, type Place, type ProgramFactory, type Role } from './node.ts';
import { Recorder } from './recorder.ts';
import { Trace } from './trace.ts';

/** A cluster in virtual time: nodes on a network, under faults, recording a history. A pure function of what is put in. */
export class Simulation {
  readonly kernel: Kernel;
  readonly recorder: Recorder;
  readonly #nodes: Node[] = [];
  readonly #byName = new Map<string, Node>();

  constructor(seed: number, options: { readonly trace?: boolean; readonly log?: EventLog } = {}) {
    this.kernel = new Kernel(seed, options.trace === true ? new Trace() : undefined, options.log);
    this.recorder = new Recorder(this.kernel);
  }

  get nodes(): readonly Node[] {
    return this.#nodes;
  }

  /** @throws Error when there is no such node. */
  nodeNamed(name: string): Node {
    const node = this.#byName.get(name);
    if (node === undefined)
      throw new Error(`there is no node "${name}"; there are ${[...this.#byName.keys()].join(', ')}`);
    return node;
  }

  /** Adds a machine; `start` starts it. */
  addNode(name: string, place: Place, role: Role, factory: ProgramFactory): Node {
    if (this.#byName.has(name)) throw new Error(`there are two nodes "${name}"`);
    const disk = new Disk(this.kernel, hashText(name));
    const node = new Node(this.#nodes.length, name, place, role, new Clock(CLOCK_START_MICROS), disk, factory);
    this.#nodes.push(node);
    this.#byName.set(name, node);
    return node;
  }

  /** Starts every node that isn't held down or still. */
  start(): void {
    for (const node of this.#nodes) this.#launch(node);
  }

  /** The process dies at once; its disk keeps what was written. Each `crash` needs its own `restart`. */
  crash(node: Node): void {
    node.downs++;
    this.#kill(node);
  }

  /** The machine goes dark: as a crash, and unsynced writes are at the mercy of the draw. */
  losePower(node: Node): void {
    this.crash(node);
    node.disk.losePower(this.kernel.nextLabel());
  }

  /** The machine is replaced by an empty one of the same name. */
  loseDisk(node: Node): void {
    this.crash(node);
    node.disk.wipe();
  }

  /** Takes one crash back; the process starts anew when no other holds it down. */
  restart(node: Node): void {
    node.downs = Math.max(0, node.downs - 1);
    if (!node.isRunning) this.#launch(node);
  }

  /** The process stands still, and knows nothing of it. Each `pause` needs its own `resume`. */
  pause(node: Node): void {
    node.pauses++;
    node.hindrances++;
  }

  /** Takes one pause back; when no other holds it still, the process goes on, or starts if it was down meanwhile. */
  resume(node: Node): void {
    if (node.pauses === 0) return;
    node.pauses--;
    node.hindrances--;
    if (node.pauses > 0) return;
    if (node.isRunning) this.kernel.release(node);
    else this.#launch(node);
  }

  /** Every event of the node takes so much longer, one after the other. Each `slow` needs its own `hasten`. */
  slow(node: Node, micros: number): void {
    node.slowMicros += micros;
    node.hindrances++;
  }

  /** Takes one `slow` back. */
  hasten(node: Node, micros: number): void {
    node.slowMicros -= micros;
    node.hindrances--;
  }

  /** Asks every running program to state what it knows, as observations; with a core, only servers of that. */
  report(core?: readonly string[]): void {
    for (const node of this.#nodes) if (core === undefined || core.includes(node.name)) node.program?.report?.();
  }

  #kill(node: Node): void {
    node.isFailing = false;
    if (!node.isRunning) return;
    node.epoch++;
    node.program = undefined;
    node.tasks.clear();
    this.kernel.forget(node);
    this.kernel.disconnect(node);
  }

  #launch(node: Node): void {
    if (node.downs > 0 || node.pauses > 0) return;
    this.kernel.under(mix(node.label, node.epoch), () => {
      node.program = node.factory(new Host(this, node, node.version));
      node.program.start?.();
    });
  }
}
