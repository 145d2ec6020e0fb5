import { defineSystem, type System, type SystemPlan } from '../../src/models/system.ts';
import type { Host } from '../../src/simulation/host.ts';
import type { Program } from '../../src/simulation/node.ts';
import type { Message, Request } from '../../src/simulation/request.ts';
import type { Simulation } from '../../src/simulation/simulation.ts';
import type { Task } from '../../src/simulation/task.ts';
import { type Client, ClientProgram, type Phases } from '../../src/workloads/client-program.ts';
import type { Completion, PlannedOperation } from '../../src/workloads/planned-operation.ts';
import { topologyOf } from './topology.ts';

type RegisterMessage = (Message & { readonly kind: 'read' }) | (Message & { readonly kind: 'write'; value: number });

/** The system of docs/writing-a-system.md: one register on one server. */
class RegisterServer implements Program {
  readonly #host: Host;
  readonly #isSynced: boolean;
  #value: number | null;

  constructor(host: Host, isSynced: boolean) {
    this.#host = host;
    this.#isSynced = isSynced;
    this.#value = host.read<number>('values').at(-1) ?? null;
  }

  receive(request: Request): void {
    const message = request.message as RegisterMessage;
    if (message.kind === 'read') return request.reply(this.#value);
    this.#host.spawn('write', this.#write(request, message.value));
  }

  *#write(request: Request, value: number): Task<void> {
    this.#host.append('values', value);
    if (this.#isSynced) yield* this.#host.sync();
    this.#value = value;
    request.reply(true);
  }
}

class RegisterClient implements Client {
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  *perform({ f, value }: PlannedOperation): Task<Completion> {
    const [key, argument] = value as [string, number | null];
    const message = f === 'read' ? { kind: 'read' } : { kind: 'write', value: argument };
    const reply = yield* this.#host.call<number | boolean | null>('s1', message, 100_000);
    if (reply !== undefined) return { type: 'ok', value: [key, f === 'read' ? reply : argument] };
    return { type: f === 'read' ? 'fail' : 'info', value, error: 'timeout' };
  }
}

const PHASES: Phases = { healMicros: 6e6, quietMicros: 7e6, finalMicros: 8e6, endMicros: 9e6 };

function build(simulation: Simulation, plan: SystemPlan): void {
  const { servers, clients } = plan.topology;
  for (const { name, ...place } of servers)
    simulation.addNode(name, place, 'server', (host) => new RegisterServer(host, plan.variant !== 'unsynced-write'));
  clients.forEach(({ name, ...place }, nth) => {
    const { recorder } = simulation;
    const make = (host: Host): Program =>
      new ClientProgram(host, new RegisterClient(host), recorder, plan.operations, PHASES, nth, clients.length);
    simulation.addNode(name, place, 'client', make);
  });
}

export const REGISTER: System = defineSystem({
  name: 'register',
  title: 'one register on one server',
  claim: {
    cap: 'CP',
    statement: 'A register on one server is linearizable, and refuses whom it cannot hear.',
    guarantees: ['linearizable-registers'],
    tradeoffs: [],
    contract: {
      faults: ['partition', 'crash', 'power-loss', 'pause'],
      clockOffsetMicros: 0,
      clockDriftPpm: 0,
      disksLost: 0,
      settleMicros: 0,
    },
    pastContract: [],
    recoveryMicros: 1_000_000,
  },
  variants: [
    {
      name: 'unsynced-write',
      mistake: 'A write is acknowledged before it is on disk.',
      anomaly: 'lost write',
      guarantee: 'linearizable-registers',
      preset: 'chaos-monkey',
    },
  ],
  phases: PHASES,
  drawTopology: () => topologyOf(3),
  drawSettings: () => ({}),
  drawOperations: (random, topology, _settings, count) =>
    Array.from({ length: count }, (_, nth) => ({
      id: nth + 1,
      client: random.pick(topology.clients).name,
      phase: nth < count - 10 ? 'chaos' : 'final',
      thinkMicros: random.between(1_000, 200_000),
      f: random.percent(50) ? 'read' : 'write',
      value: ['x', nth + 1],
    })).map((operation) =>
      operation.f === 'read' ? { ...operation, value: ['x', null] } : operation,
    ) as PlannedOperation[],
  build,
});
