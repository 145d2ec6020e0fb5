import { Nemesis } from '../../src/nemesis/nemesis.ts';
import type { Fault } from '../../src/nemesis/fault.ts';
import type { Operation } from '../../src/history/operation.generated.ts';
import type { Host } from '../../src/simulation/host.ts';
import { Simulation } from '../../src/simulation/simulation.ts';
import type { Task } from '../../src/simulation/task.ts';
import { topologyOf } from './topology.ts';

/** Servers that answer, and a client at home on each that may ask them. */
export interface Field {
  readonly simulation: Simulation;
  readonly nemesis: Nemesis;
  /** Faults as the history tells them: time in microseconds, name, value. */
  faultLines(): readonly (readonly [micros: number, f: string, value: unknown])[];
  /** Whether a question from one node to another is answered now; takes a tenth of a second of virtual time. */
  isAnswered(from: string, to: string): boolean;
}

export interface FieldOptions {
  readonly servers?: number;
  readonly seed?: number;
  isPrimary?(name: string): boolean;
}

const ANSWER_MICROS = 100_000;

/** A started cluster under the given faults. */
export function fieldUnder(faults: readonly Fault[], options: FieldOptions = {}): Field {
  const { servers = 5, seed = 1 } = options;
  const simulation = new Simulation(seed);
  const topology = topologyOf(servers);
  const hosts = new Map<string, Host>();
  for (const { name, votes: _, ...place } of topology.servers)
    simulation.addNode(name, place, 'server', (host) => {
      hosts.set(name, host);
      return {
        receive: (request) => request.reply(host.name),
        isPrimary: () => options.isPrimary?.(name) === true,
      };
    });
  for (const { name, ...place } of topology.clients)
    simulation.addNode(name, place, 'client', (host) => {
      hosts.set(name, host);
      return { receive: (request) => request.reply(host.name) };
    });
  const nemesis = new Nemesis(simulation, faults);
  simulation.start();
  return {
    simulation,
    nemesis,
    faultLines: () => simulation.recorder.operations.map(lineOf),
    isAnswered(from, to) {
      let answer: unknown;
      const host = hosts.get(from);
      if (host === undefined) throw new Error(`there is no node "${from}"`);
      simulation.kernel.spawn(
        simulation.nodeNamed(from),
        'question',
        ask(host, to, (reply) => (answer = reply)),
      );
      simulation.kernel.runUntil(simulation.kernel.nowMicros + ANSWER_MICROS);
      return answer === to;
    },
  };
}

function* ask(host: Host, to: string, note: (reply: unknown) => void): Task<void> {
  note(yield* host.call(to, { kind: 'question' }, ANSWER_MICROS));
}

function lineOf({ time, f, value }: Operation): readonly [number, string, unknown] {
  return [time / 1_000, f, value];
}
