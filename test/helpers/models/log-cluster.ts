import type { IntervalClock } from '../../../src/models/parts/interval-clock.ts';
import { CORRECT_LOG, type LogMechanisms } from '../../../src/models/parts/replicated-log/mechanisms.ts';
import { type LogOwner, ReplicatedLog } from '../../../src/models/parts/replicated-log/replicated-log.ts';
import { Nemesis } from '../../../src/nemesis/nemesis.ts';
import type { Fault } from '../../../src/nemesis/fault.ts';
import type { Host } from '../../../src/simulation/host.ts';
import type { Program } from '../../../src/simulation/node.ts';
import type { Request } from '../../../src/simulation/request.ts';
import { Simulation } from '../../../src/simulation/simulation.ts';
import type { Task } from '../../../src/simulation/task.ts';
import { topologyOf } from '../topology.ts';

interface LogClusterOptions {
  readonly seed?: number;
  readonly servers?: number;
  readonly mechanisms?: LogMechanisms;
  readonly faults?: readonly Fault[];
  /** How long a leader waits between two commands. */
  readonly thinkMicros?: number;
  /** After how long without an answer a leader resigns. */
  readonly resignMicros?: number;
  /** How rarely a leader beats while it is idle, and whether it is. */
  readonly rest?: { readonly heartbeatMicros: number; isIdle(): boolean };
}

/** How wrong each server's clock may be, and at most is. */
const UNCERTAINTY_MICROS = 4_000;
const LEASE_MICROS = 600_000;

/** Servers s1 … that replicate one log. Whoever leads proposes unique commands, one after the other. */
export class LogCluster {
  readonly simulation: Simulation;
  readonly nemesis: Nemesis;
  readonly names: readonly string[];
  /** Which commands were applied in a slot, by any incarnation of any server: one, if all agree. */
  readonly applied: Map<number, Set<string>> = new Map();
  /** Commands that their leader knows to be chosen. */
  readonly acknowledged: Set<string> = new Set();
  readonly #logs = new Map<string, ReplicatedLog>();
  readonly #options: LogClusterOptions;
  #proposals = 0;

  constructor(options: LogClusterOptions = {}) {
    const { seed = 1, servers = 3, faults = [] } = options;
    this.#options = options;
    this.simulation = new Simulation(seed);
    const topology = topologyOf(servers);
    this.names = topology.servers.map(({ name }) => name);
    topology.servers.forEach(({ name, votes: _, ...place }, nth) => {
      const node = this.simulation.addNode(name, place, 'server', (host) => this.#programOn(host));
      node.clock.shift((nth % 2 === 0 ? 1 : -1) * UNCERTAINTY_MICROS);
    });
    this.nemesis = new Nemesis(this.simulation, faults);
    this.simulation.start();
  }

  runUntil(micros: number): void {
    this.simulation.kernel.runUntil(micros);
  }

  /** Runs on to the first of the next milliseconds at which the condition is true, and says whether there was one. */
  runUntilTrue(condition: () => boolean, withinMicros = 5_000_000): boolean {
    const { kernel } = this.simulation;
    for (const end = kernel.nowMicros + withinMicros; kernel.nowMicros < end; kernel.runUntil(kernel.nowMicros + 1_000))
      if (condition()) return true;
    return condition();
  }

  /** Servers whose lease runs at this moment of true time. */
  holders(): readonly string[] {
    return this.names.filter((name) => this.#isUp(name) && this.logOf(name).holdsLease);
  }

  /** Servers that believe they lead, with or without a lease. */
  leaders(): readonly string[] {
    return this.names.filter((name) => this.#isUp(name) && this.logOf(name).leadership !== undefined);
  }

  /** The log of the present incarnation of a server. */
  logOf(name: string): ReplicatedLog {
    const log = this.#logs.get(name);
    if (log === undefined) throw new Error(`${name} never ran`);
    return log;
  }

  /** Slots in which different commands were applied. */
  get conflicts(): readonly number[] {
    return [...this.applied].filter(([, commands]) => commands.size > 1).map(([slot]) => slot);
  }

  /** Cuts or mends both ways between two servers. */
  setLink(a: string, b: string, state: 'cut' | 'mended'): void {
    const { network } = this.simulation.kernel;
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      if (state === 'cut') network.cut(from, to);
      else network.mend(from, to);
    }
  }

  losePower(name: string): void {
    this.simulation.losePower(this.simulation.nodeNamed(name));
  }

  restart(name: string): void {
    this.simulation.restart(this.simulation.nodeNamed(name));
  }

  #isUp(name: string): boolean {
    return this.simulation.nodeNamed(name).isRunning;
  }

  #programOn(host: Host): Program {
    const { mechanisms = CORRECT_LOG, rest, resignMicros } = this.#options;
    const clock: IntervalClock = {
      now: () => ({ earliest: host.now() - UNCERTAINTY_MICROS, latest: host.now() + UNCERTAINTY_MICROS }),
    };
    const owner: LogOwner = {
      apply: (slot, command) => this.#note(slot, command),
      elected: () => void host.spawn('propose', this.#propose(host)),
      deposed: () => undefined,
      note: () => null,
      noted: () => undefined,
    };
    const options = {
      group: 'g',
      members: this.names,
      leaseMicros: LEASE_MICROS,
      heartbeatMicros: 150_000,
      electionMicros: 350_000,
      mechanisms,
      ...(rest === undefined ? {} : { rest }),
      ...(resignMicros === undefined ? {} : { resignMicros }),
    };
    const log = new ReplicatedLog(host, clock, options, owner);
    this.#logs.set(host.name, log);
    return { start: () => log.start(), receive: (request: Request) => log.receive(request) };
  }

  #note(slot: number, command: unknown): void {
    const commands = this.applied.get(slot) ?? new Set();
    this.applied.set(slot, commands.add(String(command)));
  }

  *#propose(host: Host): Task<void> {
    const { thinkMicros = 20_000 } = this.#options;
    const log = this.logOf(host.name);
    const { leadership } = log;
    while (log.leadership === leadership) {
      const command = `${host.name}/${++this.#proposals}`;
      if (yield* log.propose(command)) this.acknowledged.add(command);
      yield* host.sleep(thinkMicros);
    }
  }
}
