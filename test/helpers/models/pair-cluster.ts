import type { LogRecord } from '../../../src/models/parts/paired-log/messages.ts';
import { PairedLog } from '../../../src/models/parts/paired-log/paired-log.ts';
import { Nemesis } from '../../../src/nemesis/nemesis.ts';
import type { Fault } from '../../../src/nemesis/fault.ts';
import type { Host } from '../../../src/simulation/host.ts';
import type { Program } from '../../../src/simulation/node.ts';
import { Simulation } from '../../../src/simulation/simulation.ts';
import type { Task } from '../../../src/simulation/task.ts';
import { topologyOf } from '../topology.ts';

interface PairClusterOptions {
  readonly seed?: number;
  readonly faults?: readonly Fault[];
  readonly isStandbySynchronous?: boolean;
}

const LEASE_MICROS = 600_000;

/** Servers s1, s2, s3 with a log in a pair. Whoever leads writes unique lines, one after the other. */
export class PairCluster {
  readonly simulation: Simulation;
  readonly nemesis: Nemesis;
  readonly names: readonly string[];
  /** Lines that their leader knows to be committed. */
  readonly acknowledged: Set<unknown> = new Set();
  /** Acknowledged lines that a later leader did not have when it began to serve. */
  readonly lost: Set<unknown> = new Set();
  /** How often a server began to serve. */
  terms = 0;
  readonly #logs = new Map<string, PairedLog>();
  readonly #isStandbySynchronous: boolean;
  #lines = 0;

  constructor({ seed = 1, faults = [], isStandbySynchronous = true }: PairClusterOptions = {}) {
    this.#isStandbySynchronous = isStandbySynchronous;
    this.simulation = new Simulation(seed);
    const { servers } = topologyOf(3);
    this.names = servers.map(({ name }) => name);
    for (const { name, votes: _, ...place } of servers)
      this.simulation.addNode(name, place, 'server', (host) => this.#programOn(host));
    this.nemesis = new Nemesis(this.simulation, faults);
    this.simulation.start();
  }

  runUntil(micros: number): void {
    this.simulation.kernel.runUntil(micros);
  }

  /** Servers that serve now. */
  serving(): readonly string[] {
    return this.names.filter((name) => this.#isUp(name) && this.#logs.get(name)?.serving !== undefined);
  }

  /** Cuts or mends a server off from all others. */
  setReach(name: string, state: 'cut' | 'mended'): void {
    const { network } = this.simulation.kernel;
    for (const other of this.names.filter((server) => server !== name))
      for (const [from, to] of [
        [name, other],
        [other, name],
      ] as const) {
        if (state === 'cut') network.cut(from, to);
        else network.mend(from, to);
      }
  }

  #isUp(name: string): boolean {
    const node = this.simulation.nodeNamed(name);
    return node.isRunning && node.pauses === 0;
  }

  #programOn(host: Host): Program {
    const log: PairedLog = new PairedLog(
      host,
      {
        group: 'g',
        members: this.names,
        leaseMicros: LEASE_MICROS,
        restLeaseMicros: LEASE_MICROS,
        clockMarginMicros: 20_000,
        replyMicros: 100_000,
        isStandbySynchronous: this.#isStandbySynchronous,
      },
      {
        elected: (records) => this.#elected(host, log, records),
        deposed: () => undefined,
        isIdle: () => false,
      },
    );
    this.#logs.set(host.name, log);
    return { start: () => log.start(), receive: (request) => log.receive(request) };
  }

  #elected(host: Host, log: PairedLog, records: readonly LogRecord[]): void {
    this.terms++;
    const there = new Set(records.map(({ change }) => change));
    for (const line of this.acknowledged) if (!there.has(line)) this.lost.add(line);
    host.spawn('write', this.#write(host, log));
  }

  *#write(host: Host, log: PairedLog): Task<void> {
    const { serving } = log;
    while (serving !== undefined && log.isCurrent(serving)) {
      if (log.serving === serving) {
        const line = `${host.name}/${++this.#lines}`;
        const position = serving.append('line', line);
        if (yield* serving.committed(position, LEASE_MICROS)) this.acknowledged.add(line);
      }
      yield* host.sleep(10_000);
    }
  }
}
