// Kernel throughput in events a CPU second: five rounds after a warm-up, the median. Run: npx tsx bench/kernel.ts
import type { Host } from '../src/simulation/host.ts';
import type { Program } from '../src/simulation/node.ts';
import type { Message, Request } from '../src/simulation/request.ts';
import { Simulation } from '../src/simulation/simulation.ts';
import type { Task } from '../src/simulation/task.ts';
import { cpuSeconds, median } from './measure.ts';

const NODES = ['n1', 'n2', 'n3', 'n4', 'n5'];
const PLACE = { rack: 'r1', zone: 'z1', region: 'eu' };
const IN_FLIGHT = 64;
const CLIENTS = 64;
const EVENTS = 2_000_000;

interface Ping extends Message {
  readonly hop: number;
}

class PingPong implements Program {
  readonly #host: Host;
  constructor(host: Host) {
    this.#host = host;
  }
  start(): void {
    if (this.#host.name === 'n1')
      for (let i = 0; i < IN_FLIGHT; i++) this.#host.send(NODES[i % 5] ?? 'n1', { kind: 'ping', hop: i } as Ping);
  }
  receive(request: Request): void {
    const { hop } = request.message as Ping;
    this.#host.send(NODES[(hop + 1) % 5] ?? 'n1', { kind: 'ping', hop: hop + 1 } as Ping);
  }
}

class QuorumMember implements Program {
  readonly #host: Host;
  constructor(host: Host) {
    this.#host = host;
  }
  start(): void {
    if (this.#host.name !== 'n1') return;
    for (let i = 0; i < CLIENTS; i++) this.#host.spawn(`client ${i}`, this.#client());
  }
  receive(request: Request): void {
    request.reply(true);
  }
  *#client(): Task<void> {
    for (;;) {
      for (const kind of ['prepare', 'accept'])
        yield* this.#host.quorum<boolean>(NODES, { kind }, 3, 50_000, (isOk) => isOk);
    }
  }
}

function eventsPerCpuSecond(factory: (host: Host) => Program): number {
  const simulation = new Simulation(7);
  for (const name of NODES) simulation.addNode(name, PLACE, 'server', factory);
  simulation.start();
  const { seconds } = cpuSeconds(() => {
    let until = 0;
    while (simulation.kernel.digest.events < EVENTS) simulation.kernel.runUntil((until += 100_000));
  });
  return simulation.kernel.digest.events / seconds;
}

for (const [name, factory] of [
  ['ping-pong of 5 nodes', (host: Host) => new PingPong(host)],
  ['two-phase quorum, 64 clients', (host: Host) => new QuorumMember(host)],
] as const) {
  eventsPerCpuSecond(factory);
  const rounds = Array.from({ length: 5 }, () => eventsPerCpuSecond(factory));
  console.log(`${name}: ${(median(rounds) / 1e6).toFixed(2)} M events a CPU second`);
}
