import type { Command } from 'commander';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SYSTEMS, systemNamed } from '../../models/registry.ts';
import { presetNamed } from '../../nemesis/preset.ts';
import { groupBy } from '../../group-by.ts';
import { type Nondeterminism, proveDeterminism } from '../../search/determinism/prove-determinism.ts';
import { loadSystems } from '../../search/determinism/run-job.ts';
import type { PlanRequest } from '../../search/plan.ts';
import { EXIT_INTERNAL } from '../exit-code.ts';
import { parseCount, parseSeeds } from '../numbers.ts';
import { addOptions, type OptionEntry } from '../option-table.ts';
import { describeNondeterminism } from '../../reporters/text/determinism-text.ts';
import { MOST_OPERATIONS } from '../plan-options.ts';
import { replayCommand } from '../../reporters/text/reproduce.ts';
import type { Terminal } from '../terminal.ts';

interface DeterminismOptions {
  readonly seeds: string;
  readonly faults: string;
  readonly ops: string;
  readonly node?: string;
  readonly module?: string;
  readonly json?: true;
}

/** Versions with long-term support, by the names under which they stand beside each other. */
const OTHER_NODES: readonly string[] = ['node20', 'node22', 'node24', 'node26'];

const OPTIONS: readonly OptionEntry[] = [
  { flags: '--seeds <a..b>', help: 'a range of seeds, both ends included', byDefault: '1..20' },
  { flags: '--faults <preset>', help: 'the kind of chaos', byDefault: 'everything' },
  { flags: '--ops <count>', help: 'about how many operations the clients perform under faults', byDefault: '200' },
  {
    flags: '--node <path>',
    help: 'another Node for the second process: are runs the same there? (default: this one, and then each of node20, node22 … on the path)',
  },
  { flags: '--module <file>', help: 'a module with systems of your own: its export `systems`' },
  { flags: '--json', help: 'print one JSON document' },
];

/** Adds `capcheck determinism`. */
export function addDeterminism(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  const command = program
    .command('determinism')
    .summary('prove that a seed is the same run everywhere')
    .description(
      'Runs each plan in two fresh processes, which differ in time zone, language, seeds of the engine, and in the order of ' +
        'the plans, and compares digests over every event. A difference is an internal fault, exit 255: it shows the first ' +
        'event that differs, with what came before it and after it in both processes.',
    )
    .argument('[system...]', 'names of systems (default: all)');
  addOptions(command, OPTIONS).action(async (systems: readonly string[], options: DeterminismOptions) => {
    exit(await prove(systems, options, terminal));
  });
}

async function prove(names: readonly string[], options: DeterminismOptions, terminal: Terminal): Promise<number> {
  const module = options.module === undefined ? null : pathToFileURL(options.module).href;
  const requests = await chooseRequests(names, options, module);
  const others = options.node === undefined ? findOtherNodes(process.env['PATH'] ?? '') : [];
  const found: Nondeterminism[] = [];
  for (const other of [options.node ?? process.execPath, ...others]) {
    const nodes = [process.execPath, other] as const;
    const differing = await proveDeterminism(requests, { module, nodes, nodeFlags: process.execArgv });
    found.push(...differing);
    if (options.json !== true) print(requests, differing, module, others.includes(other) ? other : undefined, terminal);
  }
  const tried = options.node === undefined ? others : [options.node];
  if (options.json === true)
    terminal.out(`${JSON.stringify({ runs: requests.length, otherNodes: tried, found }, undefined, 2)}\n`);
  else if (tried.length === 0)
    terminal.out(`no other Node is on the path (${OTHER_NODES.join(', ')}): tried with ${process.version} only\n`);
  return found.length === 0 ? 0 : EXIT_INTERNAL;
}

/** Other versions of Node by the names under which they are usually installed beside the first. */
function findOtherNodes(path: string): readonly string[] {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  return OTHER_NODES.flatMap((name) => {
    const places = folders.map((folder) => join(folder, name));
    return places.find((place) => existsSync(place)) ?? [];
  });
}

async function chooseRequests(
  names: readonly string[],
  { seeds, faults, ops }: DeterminismOptions,
  module: string | null,
): Promise<readonly PlanRequest[]> {
  const { first, last } = parseSeeds('--seeds', seeds);
  const preset = presetNamed(faults).name;
  const operations = parseCount('--ops', ops, MOST_OPERATIONS);
  const known = module === null ? SYSTEMS : await loadSystems(module);
  const systems = names.length === 0 ? known.map(({ name }) => name) : names;
  if (module === null) systems.forEach(systemNamed);
  return systems.flatMap((system) =>
    Array.from({ length: last - first + 1 }, (_, nth): PlanRequest => {
      return { system, variant: null, seed: first + nth, preset, pastContract: null, operations };
    }),
  );
}

function print(
  requests: readonly PlanRequest[],
  found: readonly Nondeterminism[],
  module: string | null,
  otherNode: string | undefined,
  terminal: Terminal,
): void {
  const where = otherNode === undefined ? '' : `, the second of ${otherNode}`;
  for (const [system, runs] of groupBy(requests, (request) => request.system)) {
    const differing = found.filter(({ request }) => request.system === system).length;
    terminal.out(
      `${system}: ${runs.length - differing} of ${runs.length} plans are the same run in two processes${where}\n`,
    );
  }
  for (const trouble of found) {
    terminal.out(`${describeNondeterminism(trouble)}\n`);
    if (module === null) terminal.out(`  reproduce: ${replayCommand(trouble.request)}\n`);
  }
}
