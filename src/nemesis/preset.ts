import type { FaultKind, PresetName } from '../claims/vocabulary.ts';
import { UnknownNameError } from '../unknown-name-error.ts';
import {
  DISK_DAMAGE_FAULTS,
  DISK_DELAY_FAULTS,
  LINK_FAULTS,
  LOAD_FAULTS,
  MESSAGE_FAULTS,
  PROCESS_FAULTS,
} from './fault-families.ts';
import type { PartitionShape } from './fault.ts';
import type { Step } from './scenario.generated.ts';
import { presetOf, SCENARIOS } from './scenario.ts';

/** How many servers a fault takes at once; correlated losses find bugs that independent ones miss. */
export type Scope =
  'node' | 'rack' | 'zone' | 'region' | 'minority' | 'minority-third' | 'majority' | 'all' | 'primaries';

/** A kind of chaos: which faults it may draw, how wide, and how often. */
export interface Preset {
  readonly name: PresetName;
  readonly description: string;
  readonly kinds: readonly FaultKind[];
  /** Kinds that exist in a few of its runs only: all of them in every run would leave nothing standing. */
  readonly rareKinds: readonly FaultKind[];
  readonly scopes: readonly Scope[];
  readonly shapes: readonly PartitionShape[];
  /** Each run draws which of the kinds exist at all (swarm testing, Groce et al., ISSTA 2012). */
  readonly isSwarm: boolean;
  /** Mean time between two faults of one kind, in microseconds. */
  readonly gapMicros: number;
  /** Only a core of the cluster heals; what hits the other servers by then stays. */
  readonly healsCoreOnly?: true;
  /** A script, where the schedule is not drawn. */
  readonly steps?: readonly Step[];
}

const ALL_SHAPES: readonly PartitionShape[] = [
  'halves',
  'random-node',
  'majorities-ring',
  'bridge',
  'primaries',
  'one-way',
  'zone',
  'swizzle',
];

/** For those who want every way to cut; the swarm keeps to the ones above. */
const MORE_SHAPES: readonly PartitionShape[] = ['bisect', 'minority-third', 'majorities-ring-stochastic', 'region'];

const RARE_KINDS: readonly FaultKind[] = [
  ...LINK_FAULTS,
  ...LOAD_FAULTS,
  ...PROCESS_FAULTS,
  ...DISK_DELAY_FAULTS,
  ...DISK_DAMAGE_FAULTS,
  'clock-rates',
  'clock-freeze',
  'clock-strobe',
  'slow-dependency',
  'hot-key',
  'membership-change',
];

/** All presets, in the order in which they are listed. */
export const PRESETS: readonly Preset[] = [
  {
    name: 'none',
    description: 'no faults at all',
    kinds: [],
    rareKinds: [],
    scopes: [],
    shapes: [],
    isSwarm: false,
    gapMicros: 1,
  },
  {
    name: 'chaos-monkey',
    description: 'kill instances: single servers, and now and then many at once',
    kinds: ['crash', 'power-loss', 'mid-write-power-loss'],
    rareKinds: [],
    scopes: ['node', 'node', 'primaries', 'majority', 'all'],
    shapes: [],
    isSwarm: false,
    gapMicros: 1_500_000,
  },
  {
    name: 'latency-monkey',
    description: 'delay and reorder messages',
    kinds: ['delay', 'reordering'],
    rareKinds: [],
    scopes: ['node', 'minority', 'all'],
    shapes: [],
    isSwarm: false,
    gapMicros: 1_500_000,
  },
  {
    name: 'chaos-gorilla',
    description: 'lose a zone: its power, or its links',
    kinds: ['power-loss', 'partition'],
    rareKinds: [],
    scopes: ['zone'],
    shapes: ['zone'],
    isSwarm: false,
    gapMicros: 2_500_000,
  },
  {
    name: 'chaos-kong',
    description: 'lose a region',
    kinds: ['power-loss', 'crash'],
    rareKinds: [],
    scopes: ['region'],
    shapes: [],
    isSwarm: false,
    gapMicros: 3_500_000,
  },
  {
    name: 'doctor',
    description: 'one unhealthy server is kept in rotation: stalls, slow links, lost messages',
    kinds: ['pause', 'delay', 'loss'],
    rareKinds: [],
    scopes: ['node'],
    shapes: [],
    isSwarm: false,
    gapMicros: 1_000_000,
  },
  {
    name: 'janitor',
    description:
      'resources are reclaimed under a running system: disks fill up or stand still, processors are shared out',
    kinds: ['full-disk', 'stalled-disk', 'slow-disk', 'slow-cpu'],
    rareKinds: [],
    scopes: ['node', 'rack', 'minority'],
    shapes: [],
    isSwarm: false,
    gapMicros: 2_000_000,
  },
  {
    name: 'conformity',
    description:
      'machines that are not alike: a rolling upgrade, clocks of different rates, one that restarts for ever, one that leaves and comes back',
    kinds: ['rolling-upgrade', 'clock-rates', 'restart-loop', 'membership-change'],
    rareKinds: [],
    scopes: ['node'],
    shapes: [],
    isSwarm: false,
    gapMicros: 2_500_000,
  },
  {
    name: 'gameday',
    description: 'one of everything, in turn',
    kinds: ['partition', 'crash', 'mid-write-power-loss', 'pause', 'clock-drift', 'delay'],
    rareKinds: [],
    scopes: ['node', 'primaries', 'zone'],
    shapes: ['swizzle', 'swizzle', 'primaries', 'halves', 'one-way'],
    isSwarm: false,
    gapMicros: 1_500_000,
  },
  {
    name: 'leap-second',
    description: 'a leap second is inserted into UTC',
    kinds: ['leap-second'],
    rareKinds: [],
    scopes: ['all'],
    shapes: [],
    isSwarm: false,
    gapMicros: 3_000_000,
  },
  {
    name: 'split-brain',
    description: 'partitions of every shape',
    kinds: ['partition'],
    rareKinds: [],
    scopes: [],
    shapes: [...ALL_SHAPES, ...MORE_SHAPES],
    isSwarm: false,
    gapMicros: 1_500_000,
  },
  {
    name: 'swizzle',
    description: 'leaders lose their links and get them back one by one, while power fails in mid-write',
    kinds: ['partition', 'mid-write-power-loss'],
    rareKinds: [],
    scopes: ['node'],
    shapes: ['swizzle'],
    isSwarm: false,
    gapMicros: 1_500_000,
  },
  {
    name: 'retry-storm',
    description:
      'clients repeat themselves, come all at once and want one key, at servers that are slow and answer rubbish',
    kinds: ['retry-storm', 'thundering-herd', 'slow-cpu', 'malformed-response', 'slow-dependency', 'hot-key'],
    rareKinds: [],
    scopes: ['node', 'minority', 'all'],
    shapes: [],
    isSwarm: false,
    gapMicros: 1_500_000,
  },
  {
    name: 'foul-network',
    description: 'links that spoil, double, hold back, queue and break off what they carry',
    kinds: ['corruption', 'duplicate-storm', 'heavy-tail', 'bandwidth', 'clog', 'reset'],
    rareKinds: [],
    scopes: ['node', 'minority', 'zone', 'all'],
    shapes: [],
    isSwarm: true,
    gapMicros: 1_500_000,
  },
  {
    name: 'core-heal',
    description: 'only as many servers as are needed heal; whatever hits the others stays for good',
    kinds: ['partition', 'crash', 'power-loss', 'pause', 'clock-drift', 'slow-cpu', ...MESSAGE_FAULTS],
    rareKinds: [],
    scopes: ['node', 'minority', 'zone', 'primaries'],
    shapes: ALL_SHAPES,
    isSwarm: true,
    gapMicros: 2_000_000,
    healsCoreOnly: true,
  },
  {
    name: 'everything',
    description: 'a swarm mix of all faults',
    kinds: [
      'partition',
      'crash',
      'power-loss',
      'mid-write-power-loss',
      'disk-loss',
      'pause',
      'clock-offset',
      'clock-drift',
      'clock-jump',
      'leap-second',
      ...MESSAGE_FAULTS,
    ],
    rareKinds: RARE_KINDS,
    scopes: ['node', 'node', 'minority', 'majority', 'zone', 'region', 'primaries', 'all'],
    shapes: ALL_SHAPES,
    isSwarm: true,
    gapMicros: 3_000_000,
  },
];

/** A preset, or a scenario as one. @throws UnknownNameError when there is neither of that name. */
export function presetNamed(name: string): Preset {
  const preset = PRESETS.find((known) => known.name === name);
  if (preset !== undefined) return preset;
  const scenario = SCENARIOS.find((known) => known.name === name);
  if (scenario !== undefined) return presetOf(scenario);
  const known = PRESETS.map((it) => it.name);
  throw new UnknownNameError('preset', name, known);
}
