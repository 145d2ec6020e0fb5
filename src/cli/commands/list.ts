import type { Command } from 'commander';
import { GUARANTEES, TRADEOFFS } from '../../claims/guarantees.ts';
import type { TradeoffName } from '../../claims/vocabulary.ts';
import { SYSTEMS, systemNamed } from '../../models/registry.ts';
import type { System } from '../../models/system.ts';
import { PRESETS } from '../../nemesis/preset.ts';
import { SCENARIOS } from '../../nemesis/scenario.ts';
import { STRATEGIES } from '../../search/strategy/strategies.ts';
import { addOptions } from '../option-table.ts';
import { formatTable } from '../../reporters/text/table.ts';
import type { Terminal } from '../terminal.ts';

/** Adds `capcheck list`. */
export function addList(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  const command = program
    .command('list')
    .summary('show systems, their claims and variants, and presets of chaos')
    .description(
      'Shows what there is to run: systems with what they claim and their variants, presets of chaos, guarantees.',
    )
    .argument('[system...]', 'only these systems');
  addOptions(command, [{ flags: '--json', help: 'print one JSON document' }]).action(
    (names: readonly string[], { json }: { readonly json?: true }) => {
      const systems = names.length === 0 ? SYSTEMS : names.map((name) => systemNamed(name));
      terminal.out(json === true ? `${JSON.stringify(describeAll(systems), undefined, 2)}\n` : formatAll(systems));
      exit(0);
    },
  );
}

function describeAll(systems: readonly System[]): object {
  return {
    systems: systems.map(({ name, title, claim, variants }) => ({ name, title, claim, variants })),
    presets: PRESETS.map(({ name, description, kinds }) => ({ name, description, kinds })),
    scenarios: SCENARIOS,
    strategies: STRATEGIES.map(({ name, description }) => ({ name, description })),
    guarantees: Object.entries(GUARANTEES).map(([name, description]) => ({ name, ...description })),
    tradeoffs: Object.entries(TRADEOFFS).map(([name, meaning]) => ({ name, meaning })),
  };
}

function formatAll(systems: readonly System[]): string {
  const presets = PRESETS.map(({ name, description }) => [name, description]);
  return [
    ...systems.flatMap((system) => [...formatSystem(system), '']),
    'Presets of chaos (--faults)',
    ...formatTable(presets, '  '),
    '',
    'Scenarios (--scenario)',
    ...formatTable(
      SCENARIOS.map(({ name, description }) => [name, description]),
      '  ',
    ),
    '',
    'Ways to draw plans from seeds (--strategy)',
    ...formatTable(
      STRATEGIES.map(({ name, description }) => [name, description]),
      '  ',
    ),
    '',
  ].join('\n');
}

function formatSystem({ name, title, claim, variants }: System): readonly string[] {
  const guarantees = claim.guarantees.map((guarantee) => [guarantee, GUARANTEES[guarantee].promise]);
  const tradeoffs = claim.tradeoffs.map((tradeoff: TradeoffName) => [tradeoff, TRADEOFFS[tradeoff]]);
  return [
    `${name} (${claim.cap}): ${title}`,
    `  ${claim.statement}`,
    ...section('Guarantees', guarantees),
    ...section('Trade-offs, measured and not judged', tradeoffs),
    ...section(
      'Variants (--variant): one mistake each',
      variants.map(({ name: variant, mistake, guarantee }) => [variant, guarantee, mistake]),
    ),
    ...section(
      'Past the contract (--past-contract)',
      claim.pastContract.map((step) => [step.name, step.breaks, step.description]),
    ),
    `  Contract: survives ${claim.contract.faults.join(', ')}`,
  ];
}

function section(title: string, rows: readonly (readonly string[])[]): readonly string[] {
  return rows.length === 0 ? [] : [`  ${title}`, ...formatTable(rows, '    ')];
}
