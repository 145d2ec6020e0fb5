import type { FaultKind } from '../../../src/claims/vocabulary.ts';
import { drawFaults } from '../../../src/nemesis/draw-faults.ts';
import type { Fault } from '../../../src/nemesis/fault.ts';
import { type Preset, presetNamed } from '../../../src/nemesis/preset.ts';
import { Random } from '../../../src/workloads/random.ts';
import { topologyOf } from '../topology.ts';

const KINDS: readonly FaultKind[] = [
  'partition',
  'crash',
  'power-loss',
  'mid-write-power-loss',
  'pause',
  'loss',
  'duplication',
  'reordering',
  'delay',
];

const PRESET: Preset = { ...presetNamed('everything'), kinds: KINDS };

/** Faults that a replicated log must survive: a swarm of all kinds but those of clocks and lost disks. */
export function drawLogFaults(seed: number, servers: number, healMicros: number): readonly Fault[] {
  const topology = topologyOf(servers);
  const names = topology.servers.map(({ name }) => name);
  const contract = { faults: KINDS, clockOffsetMicros: 0, clockDriftPpm: 0, disksLost: 0, settleMicros: 0 };
  const field = { contract, topology, healMicros, targetsOf: () => names };
  return drawFaults(new Random(`log faults ${seed}`), PRESET, field);
}
