import type { PresetName } from '../claims/vocabulary.ts';
import { ALL_SYSTEMS, SYSTEMS, systemNamed, variantNamed } from '../models/registry.ts';
import type { System } from '../models/system.ts';
import { PRESETS, presetNamed } from '../nemesis/preset.ts';
import { scenarioNamed } from '../nemesis/scenario.ts';
import { drawPlan } from '../search/draw-plan.ts';
import { ScenarioFile } from '../search/scenario/scenario-file.ts';
import type { Setting } from '../search/setting.ts';
import { STRATEGIES, strategyNamed } from '../search/strategy/strategies.ts';
import type { StrategyName } from '../search/strategy/strategy-name.ts';
import { UnknownNameError } from '../unknown-name-error.ts';
import { parseCount } from './numbers.ts';
import type { OptionEntry } from './option-table.ts';
import { UsageError } from './usage-error.ts';

/** Options that say what is run, apart from seeds. */
export interface PlanOptions {
  readonly variant?: string;
  readonly faults?: string;
  readonly scenario?: string;
  readonly ops?: string;
  readonly strategy?: string;
  /** `true` for the flag without a name: the system's first step. */
  readonly pastContract?: string | true;
}

const DEFAULT_OPERATIONS = '200';

export const PLAN_OPTIONS: readonly OptionEntry[] = [
  { flags: '--variant <name>', help: 'the system with one mistake in it, to see the checkers catch it' },
  {
    flags: '--faults <preset>',
    help: "the kind of chaos (default: the variant's own; without a variant each that the contract allows)",
  },
  {
    flags: '--scenario <name|file>',
    help: 'an incident as a script, rather than drawn chaos: a name that `capcheck list` shows, or a JSON file',
  },
  {
    flags: '--ops <count>',
    help: `about how many operations the clients perform under faults (default: ${DEFAULT_OPERATIONS})`,
  },
  {
    flags: '--strategy <name>',
    help: `how plans are drawn from seeds: ${STRATEGIES.map(({ name }) => name).join(', ')} (default: swarm)`,
  },
  {
    flags: '--past-contract [name]',
    help: 'draw a fault that the system never promised to survive, and nothing else (default: its first)',
  },
];

export const MOST_OPERATIONS = 100_000;

/**
 * What the options ask to be run: for each system its presets, or its step past the contract.
 *
 * @throws UnknownNameError, UsageError, ScenarioError
 */
export function chooseSettings(names: readonly string[], options: PlanOptions): readonly Setting[] {
  if (isScenarioFile(options.scenario)) return settingsOfFile(options.scenario, names, options);
  const operations = parseOperations(options.ops);
  const [systems, past] = separatePastContract(names, options.pastContract);
  const faults = chaosOf(options, past !== undefined);
  const strategy = parseStrategy(options.strategy, past !== undefined);
  const chosen = systems.length === 0 ? systemsWith(options.variant) : systems.map((name) => systemNamed(name));
  const settings = [...new Set(chosen)].flatMap((system): readonly Setting[] => {
    const variant = options.variant === undefined ? null : variantNamed(system, options.variant).name;
    const common = { system: system.name, variant, operations, ...(strategy === undefined ? {} : { strategy }) };
    if (past !== undefined) return [{ ...common, preset: 'none', pastContract: pastContractOf(system, past) }];
    return presetsFor(system, variant, faults).map((preset) => ({ ...common, preset, pastContract: null }));
  });
  if (settings.length > 0) return settings;
  throw new UsageError(
    `no contract of ${chosen.map(({ name }) => name).join(', ')} allows a fault of the preset "${faults}".`,
  );
}

function parseOperations(given: string | undefined, byDefault = DEFAULT_OPERATIONS): number {
  return parseCount('--ops', given ?? byDefault, MOST_OPERATIONS);
}

/** Names of scenarios are plain words; anything else is a path. */
function isScenarioFile(scenario: string | undefined): scenario is string {
  return scenario !== undefined && /[./\\]/.test(scenario);
}

/**
 * What a scenario of a file asks to be run; the command's own words go before the file's. Each plan is drawn once, so that
 * what is wrong with the file is told before anything runs.
 */
function settingsOfFile(path: string, names: readonly string[], options: PlanOptions): readonly Setting[] {
  const others = { '--faults': options.faults, '--past-contract': options.pastContract };
  for (const [flag, given] of Object.entries(others))
    if (given !== undefined) throw new UsageError(`${flag} and --scenario exclude each other; give one of them.`);
  const file = ScenarioFile.read(path);
  const { scenario } = file;
  const strategy = parseStrategy(options.strategy, false);
  const named = names.length > 0 || scenario.system === undefined ? names : [scenario.system];
  const wanted = options.variant ?? (named.includes(scenario.system ?? '') ? scenario.variant : undefined);
  const chosen = named.length === 0 ? systemsWith(wanted) : named.map((name) => systemNamed(name));
  const operations = parseOperations(options.ops, String(scenario.workload?.operations ?? DEFAULT_OPERATIONS));
  return [...new Set(chosen)].map((system): Setting => {
    const variant = wanted === undefined ? null : variantNamed(system, wanted).name;
    const request = { system: system.name, variant, preset: 'none', pastContract: null, scenario, operations } as const;
    try {
      drawPlan({ ...request, seed: 1 });
    } catch (error) {
      throw file.locate(error);
    }
    return { ...request, ...(strategy === undefined ? {} : { strategy }) };
  });
}

/** A swarm is what a setting without a strategy is. */
function parseStrategy(given: string | undefined, isPast: boolean): StrategyName | undefined {
  if (given === undefined) return undefined;
  const { name } = strategyNamed(given);
  if (isPast) throw new UsageError('--past-contract draws one kind of fault only; leave out --strategy.');
  return name === 'swarm' ? undefined : name;
}

/** The preset or scenario that was asked for, if any. */
function chaosOf({ faults, scenario }: PlanOptions, isPast: boolean): string | undefined {
  if (isPast && (faults ?? scenario) !== undefined)
    throw new UsageError(
      `--past-contract draws its own faults; leave out --${faults === undefined ? 'scenario' : 'faults'}.`,
    );
  if (scenario === undefined) return faults === undefined ? undefined : presetNamed(faults).name;
  if (faults !== undefined) throw new UsageError('--faults and --scenario exclude each other; give one of them.');
  return scenarioNamed(scenario).name;
}

/** A system's name after `--past-contract` is the system to run, not a step. */
function separatePastContract(
  names: readonly string[],
  past: string | true | undefined,
): readonly [systems: readonly string[], past: string | true | undefined] {
  if (typeof past !== 'string' || !ALL_SYSTEMS.some(({ name }) => name === past)) return [names, past];
  return [[...names, past], true];
}

/** Without names: every system; those that have the variant, if one is asked for. */
function systemsWith(variant: string | undefined): readonly System[] {
  if (variant === undefined) return SYSTEMS;
  const having = SYSTEMS.filter(({ variants }) => variants.some(({ name }) => name === variant));
  if (having.length > 0) return having;
  const known = SYSTEMS.flatMap(({ variants }) => variants.map(({ name }) => name));
  throw new UnknownNameError('variant', variant, known);
}

function pastContractOf({ name: system, claim }: System, past: string | true): string {
  const known = claim.pastContract.map(({ name }) => name);
  const chosen = past === true ? known[0] : known.find((name) => name === past);
  if (chosen !== undefined) return chosen;
  if (past === true) throw new UsageError(`${system} names nothing past its contract.`);
  throw new UnknownNameError(`step past the contract of ${system}`, past, known);
}

function presetsFor(system: System, variant: string | null, faults: string | undefined): readonly PresetName[] {
  const allowed = PRESETS.filter(({ kinds }) => kinds.some((kind) => system.claim.contract.faults.includes(kind)));
  if (faults !== undefined) {
    const { name, steps } = presetNamed(faults);
    return name === 'none' || steps !== undefined || allowed.some((preset) => preset.name === name) ? [name] : [];
  }
  if (variant !== null) return [variantNamed(system, variant).preset];
  // Where only a core heals another question is asked, by those who name it.
  return allowed.filter(({ healsCoreOnly }) => healsCoreOnly !== true).map(({ name }) => name);
}
