import type { Host } from '../../src/simulation/host.ts';
import type { Place, Program, Role } from '../../src/simulation/node.ts';
import type { Request } from '../../src/simulation/request.ts';
import { Simulation } from '../../src/simulation/simulation.ts';
import type { Task } from '../../src/simulation/task.ts';

/** What a node of a test does; what is left out, it doesn't. */
export interface Behaviour {
  start?(host: Host): void;
  receive?(request: Request, host: Host): void;
  isPrimary?(host: Host): boolean;
  report?(host: Host): void;
}

export interface ClusterOptions {
  readonly seed?: number;
  readonly names?: readonly string[];
  readonly trace?: boolean;
  placeOf?(name: string): Place;
  roleOf?(name: string): Role;
}

const ONE_PLACE: Place = { rack: 'r1', zone: 'z1', region: 'eu' };

/** A cluster of nodes that all behave alike (tell them apart by `host.name`); it has not started. */
export function clusterOf(behaviour: Behaviour, options: ClusterOptions = {}): Simulation {
  const { seed = 1, names = ['n1', 'n2', 'n3'], trace = false } = options;
  const simulation = new Simulation(seed, { trace });
  for (const name of names) {
    const place = options.placeOf?.(name) ?? ONE_PLACE;
    simulation.addNode(name, place, options.roleOf?.(name) ?? 'server', (host) => programOf(behaviour, host));
  }
  return simulation;
}

function programOf(behaviour: Behaviour, host: Host): Program {
  return {
    start: () => behaviour.start?.(host),
    receive: (request) => behaviour.receive?.(request, host),
    isPrimary: () => behaviour.isPrimary?.(host) === true,
    report: () => behaviour.report?.(host),
  };
}

/** A started cluster in which node n1 runs one task, and nodes do with messages what `receive` says. */
export function clusterWithTask(
  task: (host: Host) => Task<void>,
  receive: (request: Request, host: Host) => void = () => undefined,
  options: ClusterOptions = {},
): Simulation {
  const start = (host: Host): void => {
    if (host.name === 'n1') host.spawn('task', task(host));
  };
  const simulation = clusterOf({ start, receive }, options);
  simulation.start();
  return simulation;
}
