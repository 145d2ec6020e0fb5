import type { Command } from 'commander';
import { groupBy } from '../../group-by.ts';
import { SYSTEMS, systemNamed } from '../../models/registry.ts';
import { type BoundaryRow, isAsClaimed, measureBoundary } from '../../search/boundary.ts';
import { parseCount, parseSeeds } from '../numbers.ts';
import { addOptions, type OptionEntry } from '../option-table.ts';
import { MOST_OPERATIONS } from '../plan-options.ts';
import type { Terminal } from '../terminal.ts';

interface BoundaryOptions {
  readonly seeds: string;
  readonly ops: string;
  readonly markdown?: true;
  readonly json?: true;
}

const OPTIONS: readonly OptionEntry[] = [
  { flags: '--seeds <a..b>', help: 'a range of seeds, both ends included', byDefault: '1..20' },
  { flags: '--ops <count>', help: 'about how many operations the clients perform under faults', byDefault: '200' },
  { flags: '--markdown', help: 'print the tables of docs/boundary.md' },
  { flags: '--json', help: 'print one JSON document' },
];

/** Adds `capcheck boundary`. */
export function addBoundary(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  const command = program
    .command('boundary')
    .summary('measure where each promise ends')
    .description(
      'Runs each system inside its contract, and one step past it for each fault that its claim names, and counts the runs in ' +
        'which each guarantee breaks. Exit 0 when nothing breaks inside, and past it what the claim names does; else 1.',
    )
    .argument('[system...]', 'names of systems (default: all)');
  addOptions(command, OPTIONS).action((names: readonly string[], options: BoundaryOptions) => {
    const systems = names.length === 0 ? SYSTEMS : names.map((name) => systemNamed(name));
    const operations = parseCount('--ops', options.ops, MOST_OPERATIONS);
    const rows = measureBoundary(systems, parseSeeds('--seeds', options.seeds), operations);
    if (options.json === true) terminal.out(`${JSON.stringify(rows, undefined, 2)}\n`);
    else terminal.out(options.markdown === true ? formatMarkdown(rows) : formatLines(rows));
    exit(rows.every(isAsClaimed) ? 0 : 1);
  });
}

function formatLines(rows: readonly BoundaryRow[]): string {
  return rows
    .map((row) => {
      const broken = Object.entries(row.violated).filter(([, count]) => count > 0);
      const text = broken.map(([name, count]) => `${name} ${count}`).join(', ') || 'nothing breaks';
      const verdict = isAsClaimed(row) ? '' : '  NOT AS CLAIMED';
      return `${row.system}  ${row.fault ?? 'inside the contract'}  of ${row.runs} runs: ${text}${verdict}\n`;
    })
    .join('');
}

/** A table a system: a line for each fault, a column for each guarantee that broke anywhere. */
function formatMarkdown(rows: readonly BoundaryRow[]): string {
  return [...groupBy(rows, ({ system }) => system)]
    .map(([system, own]) => {
      const names = Object.keys(own[0]?.violated ?? {});
      const shown = names.filter((name) => own.some(({ violated }) => (violated[name] ?? 0) > 0));
      const held = names.filter((name) => !shown.includes(name));
      const head = ['fault', 'runs', ...shown];
      const lines = own.map(({ fault, description, runs, violated, expected }) => [
        fault === null ? 'inside the contract' : `\`${fault}\`: ${description.replace(/\.$/, '')}`,
        String(runs),
        ...shown.map((name) => {
          const count = violated[name] ?? 0;
          return name === expected ? `**${count}**` : count === 0 ? '–' : String(count);
        }),
      ]);
      const table = [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
      const rest = held.length === 0 ? '' : `\nNever broken: ${held.join(', ')}.\n`;
      return `## ${system}\n\n${table}${rest}`;
    })
    .join('\n');
}
