import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { FaultKind } from '../../../src/claims/vocabulary.ts';
import type { PartitionShape } from '../../../src/nemesis/fault.ts';
import { PRESETS, presetNamed, type Scope } from '../../../src/nemesis/preset.ts';

/** A name of the field, the test that shows it at work, and the one that shows its end where that is another. */
type Shown = readonly [name: string, file: string, effect: string, heal?: string];

const EACH = '%s';
const PROCESS: readonly [string, string] = ['faults/process', 'silences its targets and nobody else, until it ends'];
const LEFT = 'after a %s: %i restart, %i to %i of 10 synced and 20 unsynced records';
const DAMAGED = 'the machine is down, and its reader then stops at a record that was whole before';
const CUT = 'cuts servers off, each with the client at home there, until it ends';

const SHOWN: Readonly<Record<FaultKind, readonly Shown[]>> = {
  partition: [['partitions of every shape', 'faults/partition', CUT]],
  clog: [['clog-then-burst', 'faults/links', 'what is sent while it lasts comes at once when it ends']],
  bandwidth: [['bandwidth', 'faults/links', 'bandwidth: each message occupies its link, and those behind it wait']],
  reset: [['reset', 'faults/links', 'reset: what is on its way is lost, what is sent afterwards arrives']],
  corruption: [
    [
      'corruption caught by checksum',
      'faults/links',
      'corruption: a share of the messages is dropped for its checksum',
    ],
  ],
  'duplicate-storm': [['duplicate storm', 'faults/links', '%s: about its share of the messages comes %i times']],
  'heavy-tail': [['heavy tails', 'faults/links', 'heavy-tail: a share of the messages takes a hundred times as long']],
  loss: [['loss', 'faults/messages', 'loss loses about its share while it lasts']],
  duplication: [['duplication', 'faults/messages', 'duplication doubles about its share while it lasts']],
  reordering: [['reordering', 'faults/messages', 'reordering lets later messages overtake its share while it lasts']],
  delay: [['delay', 'faults/messages', 'delay delays all while it lasts']],
  crash: [['crash', ...PROCESS]],
  'power-loss': [
    ['power loss', ...PROCESS],
    ['lost and torn unsynced writes', 'faults/process', LEFT],
  ],
  'mid-write-power-loss': [
    [
      'power loss in mid-write',
      'faults/mid-write',
      'strikes at the first rare write in a third of the cases, its writer only, before its sync could surely end',
      'the server comes back after its time, or when the fault ends',
    ],
  ],
  'disk-loss': [
    ['wipe and rejoin', ...PROCESS],
    ['a disk that comes back empty', 'faults/process', LEFT],
  ],
  pause: [['pause', ...PROCESS]],
  'slow-cpu': [
    [
      'slow CPU',
      'faults/slow',
      'slow-cpu: events happen one after the other, each so long after the one before',
      'slow-cpu slows nobody else, and nobody when it is over',
    ],
  ],
  'restart-loop': [
    [
      'restart loop',
      'faults/restarts',
      'the target dies every so often and is back for the rest of the round',
      'that ends in the middle of an outage ends the outage',
    ],
  ],
  'rolling-upgrade': [
    [
      'mixed versions in a rolling upgrade',
      'faults/restarts',
      'one after the other comes back in version 2, and meanwhile both versions are there',
      'whoever has not had its turn at the heal has it then',
    ],
  ],
  'membership-change': [
    [
      'membership change',
      'faults/membership-change',
      'orders the target to leave, and to join when it ends; an order is repeated until it is done',
    ],
  ],
  'lying-fsync': [
    [
      'lying fsync',
      'faults/disk',
      'lying-fsync: what was synced under it is at the mercy of the power failure that ends it',
      'lying-fsync: when it is over, syncs are true again',
    ],
  ],
  'slow-disk': [['slow disk', 'faults/slow', 'slow-disk: syncs take so much longer while it lasts']],
  'stalled-disk': [['stalled disk', 'faults/disk', 'stalled-disk: no sync ends before the fault does']],
  'full-disk': [
    ['full disk', 'faults/disk', 'full-disk: a write fails and its process dies of it; with room again it comes back'],
  ],
  'bit-rot': [['bit rot', 'faults/disk', DAMAGED]],
  'misdirected-write': [['misdirected write', 'faults/disk', DAMAGED]],
  'read-error': [['read error', 'faults/disk', DAMAGED]],
  'snapshot-rollback': [
    [
      'snapshot rolled back',
      'faults/disk',
      'snapshot-rollback: the machine restarts from what its disk held when it began',
    ],
  ],
  'clock-offset': [['offset', 'faults/clock', 'an offset lasts as long as the fault']],
  'clock-drift': [['drift', 'faults/clock', 'a drift grows as long as the fault lasts, and what it grew to stays']],
  'clock-jump': [['jump, which only a time service takes back', 'faults/clock', 'a jump stays']],
  'clock-freeze': [
    ['freeze', 'faults/clock-hands', 'clock-freeze: the hands stand still, and are right again when it ends'],
  ],
  'clock-strobe': [
    [
      'strobe',
      'faults/clock-hands',
      'clock-strobe: clocks jump forth and back, and end where they were',
      'clock-strobe that ends away from where it was goes back',
    ],
  ],
  'leap-second': [
    [
      'leap second stepped',
      'faults/clock',
      'is taken at once by clocks that step, one after the other, by all when it ends',
    ],
    ['leap second smeared', 'faults/clock', 'is spread by clocks that smear: twelve millionths slow, and never a step'],
  ],
  'clock-rates': [
    ['rates apart', 'faults/clock-hands', 'clock-rates: no two clocks run alike; what they gained or lost stays'],
  ],
  'clock-uncertainty': [
    [
      'uncertainty lied about',
      'faults/clock',
      'an uncertainty that is lied about: the clock says less of its error, by as much as all such faults together',
    ],
  ],
  'retry-storm': [
    [
      'retry storm',
      'faults/links',
      '%s: about its share of the messages comes %i times',
      'retry-storm touches nothing but requests of clients to its targets',
    ],
  ],
  'hot-key': [
    [
      'hot key',
      'faults/hot-key',
      'clients of a system write nothing but the hot key while it lasts, and all keys otherwise',
      'the clients at home on the targets are a crowd until the last of several hot keys ends',
    ],
  ],
  'thundering-herd': [
    [
      'thundering herd',
      'faults/restarts',
      'thundering-herd: clients stand still, and all that they wanted comes at once',
    ],
  ],
  'slow-dependency': [
    [
      'slow dependency',
      'faults/links',
      'slow-dependency: the answers of the target come late, though its work is done in time',
    ],
  ],
  'malformed-response': [
    [
      'malformed responses',
      'faults/links',
      'malformed-response: a share of the answers of the target is dropped, and nothing else',
    ],
  ],
};

const SHAPES: Readonly<Record<PartitionShape, Shown>> = {
  halves: ['halves', 'draw-grudge', 'halves: two components as even as can be, that share nobody'],
  bisect: ['bisect', 'draw-grudge', 'bisect: the first half by name, the smaller one, and the others'],
  'random-node': ['split-one', 'draw-grudge', 'random-node: one alone, all others together'],
  'minority-third': ['minority-third', 'draw-grudge', 'minority-third: fewer than a third apart from all others'],
  'majorities-ring': [
    'majorities-ring-perfect',
    'draw-grudge',
    'majorities-ring: every server hears a majority with itself in it, and no two the same one',
  ],
  'majorities-ring-stochastic': [
    'majorities-ring-stochastic',
    'draw-grudge',
    'majorities-ring-stochastic: every server hears a majority, mutually, and nobody many more than others',
  ],
  bridge: ['bridge', 'draw-grudge', 'bridge: one hears and is heard by all, the others are two components'],
  primaries: ['each primary alone', 'faults/partition', 'of primaries isolates each that leads when it begins'],
  'one-way': ['one-way', 'faults/partition', 'one-way: who is deaf can still be heard'],
  zone: ['zone', 'draw-grudge', `${EACH}: the servers of one stand apart from all others`],
  region: ['region', 'draw-grudge', `${EACH}: the servers of one stand apart from all others`],
  swizzle: [
    'swizzle',
    'draw-swizzle',
    'cuts every link of one server, each both ways by a fault of its own (seed %i)',
    'leaves it alone for a while, then gives the links back one by one (seed %i)',
  ],
};

const OF_SEVEN = `${EACH} takes %i of seven, none twice`;
const IN_ONE = `${EACH} takes all that stand in the same one, and no other`;

const TARGETS: Readonly<Record<Scope, Shown>> = {
  node: ['one', 'draw-targets', OF_SEVEN],
  minority: ['minority', 'draw-targets', OF_SEVEN],
  'minority-third': ['minority-third', 'draw-targets', OF_SEVEN],
  majority: ['majority', 'draw-targets', OF_SEVEN],
  all: ['all', 'draw-targets', OF_SEVEN],
  primaries: ['primaries', 'faults/process', 'are those who lead when the fault begins'],
  rack: ['rack', 'draw-targets', IN_ONE],
  zone: ['zone, all of it at once', 'draw-targets', IN_ONE],
  region: ['region', 'draw-targets', IN_ONE],
};

interface ScenarioSchema {
  readonly definitions: {
    readonly step: {
      readonly properties: { readonly target: { readonly anyOf: readonly [{ readonly enum: readonly string[] }] } };
    };
  };
}

function scenarioSchema(): ScenarioSchema {
  const path = new URL('../../../histories/schema/scenario.schema.json', import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8')) as ScenarioSchema;
}

function titlesIn(file: string): string {
  return readFileSync(new URL(`./${file}.test.ts`, import.meta.url), 'utf8');
}

describe('every fault of the catalogue is shown at work and healed by a test', () => {
  const all: readonly Shown[] = [...Object.values(SHOWN).flat(), ...Object.values(SHAPES), ...Object.values(TARGETS)];

  test.each(all.map(([name, file, effect, heal]) => ({ name, file, effect, heal: heal ?? effect })))(
    '$name: $file: $effect',
    ({ file, effect, heal }) => {
      expect(titlesIn(file)).toContain(`'${effect}'`);
      expect(titlesIn(file)).toContain(`'${heal}'`);
    },
  );

  test('a named node, a rack, a zone and a region can be hit by a script', () => {
    expect(titlesIn('scenario')).toContain("'hits whom it names, and all that stand in a rack, a zone or a region'");
  });
});

test('every kind and every shape can be drawn under some preset, and every target named by a script', () => {
  const { kinds, rareKinds } = presetNamed('everything');
  // A lie about uncertainty is past every contract: it is drawn there, and by scripts.
  expect([...kinds, ...rareKinds, 'clock-uncertainty'].sort()).toEqual(Object.keys(SHOWN).sort());
  expect([...new Set(PRESETS.flatMap(({ shapes }) => shapes))].sort()).toEqual(Object.keys(SHAPES).sort());
  const [scopes] = scenarioSchema().definitions.step.properties.target.anyOf;
  expect([...scopes.enum].sort()).toEqual(Object.keys(TARGETS).sort());
});
