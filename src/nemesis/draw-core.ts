import type { FaultKind } from '../claims/vocabulary.ts';
import type { Topology } from '../simulation/topology.ts';
import type { Random } from '../workloads/random.ts';
import type { FaultField } from './draw-fault.ts';
import type { Fault } from './fault.ts';

/** Kinds that a server outside of the core may suffer for good. */
const LASTING = ['crash', 'pause', 'partition', 'loss', 'slow-cpu'] as const satisfies readonly FaultKind[];
const FIRST_ID = 900_000;
const LOSS_PER_MILLION = 500_000;
const SLOW_MICROS = 20_000;

/** A majority of the voters, whichever it is but for one that has to be in it, and all servers that don't vote. */
export function drawMajority(random: Random, { servers }: Topology, include: string | undefined): readonly string[] {
  const voters = servers.filter(({ votes }) => votes);
  const first = voters.filter(({ name }) => name === include);
  const others = random.shuffle(voters.filter(({ name }) => name !== include));
  const chosen = [...first, ...others].slice(0, (voters.length >> 1) + 1);
  return servers.filter((server) => !server.votes || chosen.includes(server)).map(({ name }) => name);
}

/** Something that befalls each server outside of the core before the heal, and doesn't end. */
export function drawLastingFaults(
  random: Random,
  core: readonly string[],
  { contract, topology, healMicros }: FaultField,
): readonly Fault[] {
  const names = topology.servers.map(({ name }) => name);
  const allowed = LASTING.filter((kind) => contract.faults.includes(kind));
  if (allowed.length === 0) return [];
  return names
    .filter((name) => !core.includes(name))
    .map((name, nth): Fault => {
      const kind = random.pick(allowed);
      const atMicros = random.between(healMicros >> 1, healMicros - 1);
      const interval = { id: FIRST_ID + nth, atMicros, durationMicros: healMicros };
      const targets = [name];
      switch (kind) {
        case 'crash':
        case 'pause':
          return { kind, ...interval, targets };
        case 'slow-cpu':
          return { kind, ...interval, targets, micros: SLOW_MICROS };
        case 'loss':
          return { kind, ...interval, targets, perMillion: LOSS_PER_MILLION, micros: 0 };
        case 'partition': {
          const others = names.filter((other) => other !== name);
          const deaf = { [name]: others, ...Object.fromEntries(others.map((other) => [other, [name]])) };
          return { kind, ...interval, shape: 'random-node', deaf };
        }
      }
    });
}
