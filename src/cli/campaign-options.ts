import { existsSync } from 'node:fs';
import { SYSTEMS, systemNamed, variantNamed } from '../models/registry.ts';
import { ResultsFile } from '../search/campaign/results-file.ts';
import type { ResultsHead } from '../search/campaign/results-line.ts';
import { resultVersion } from '../search/code-version.ts';
import { type Setting, settingKey } from '../search/setting.ts';
import { UnknownNameError } from '../unknown-name-error.ts';
import { parseSeeds, parseShard } from './numbers.ts';
import type { OptionEntry } from './option-table.ts';
import { chooseSettings, PLAN_OPTIONS, type PlanOptions } from './plan-options.ts';
import { openResults } from './results-path.ts';
import { UsageError } from './usage-error.ts';

/** Options that say what a campaign is, as opposed to how it is run. */
export interface CampaignOptions extends PlanOptions {
  readonly seeds?: string;
  readonly canary?: string;
  readonly shard?: string;
  readonly resume?: true;
}

const DEFAULT_SEEDS = '1..300';

export const CAMPAIGN_OPTIONS: readonly OptionEntry[] = [
  ...PLAN_OPTIONS,
  { flags: '--seeds <a..b>', help: `a range of seeds, both ends included (default: ${DEFAULT_SEEDS})` },
  {
    flags: '--canary <variant>',
    help: 'run this variant among the others: the campaign fails unless it is reported (SYSTEM/VARIANT where two have the name)',
  },
  { flags: '--shard <i/n>', help: 'run only the i-th of n parts; `capcheck merge` puts them together' },
  { flags: '--resume', help: 'go on with the results in --out, if there are any' },
];

/**
 * Opens the results file of the campaign that the options describe: a new one, or with `--resume` the one that is there.
 *
 * @throws UsageError when there are results that were not asked for, or of another campaign or other code.
 */
export function openCampaign(path: string, systems: readonly string[], options: CampaignOptions): ResultsFile {
  if (!existsSync(path)) return ResultsFile.create(path, composeHead(systems, options));
  if (options.resume !== true)
    throw new UsageError(`${path} has results already; go on with them with --resume, or give another --out.`);
  const file = openResults(path);
  if (!describesCampaign(systems, options)) return file;
  const different = firstDifference(file.head, composeHead(systems, options));
  if (different === undefined) return file;
  file.close();
  throw new UsageError(
    `${path} is of a campaign with other ${different}. Leave out what describes the campaign, or give another --out.`,
  );
}

function composeHead(systems: readonly string[], options: CampaignOptions): ResultsHead {
  const settings = chooseSettings(systems, options);
  const canary = options.canary === undefined ? null : findCanary(options.canary, settings);
  return {
    kind: 'campaign',
    format: 'capcheck-campaign/1',
    codeVersion: resultVersion(),
    settings,
    seeds: parseSeeds('--seeds', options.seeds ?? DEFAULT_SEEDS),
    canary,
    shard: options.shard === undefined ? null : parseShard('--shard', options.shard),
  };
}

function describesCampaign(systems: readonly string[], options: CampaignOptions): boolean {
  const { variant, faults, scenario, strategy, pastContract, ops, seeds, canary, shard } = options;
  const given = [variant, faults, scenario, strategy, pastContract, ops, seeds, canary, shard];
  return systems.length > 0 || given.some((value) => value !== undefined);
}

function firstDifference(recorded: ResultsHead, asked: ResultsHead): string | undefined {
  const fields = ['settings', 'seeds', 'canary', 'shard'] as const;
  return fields.find((field) => JSON.stringify(recorded[field]) !== JSON.stringify(asked[field]));
}

/** The setting of a canary: its variant under the preset that shows it, with as many operations as the others. */
function findCanary(given: string, settings: readonly Setting[]): Setting {
  const candidates = SYSTEMS.flatMap(({ name: system, variants }) => variants.map(({ name }) => ({ system, name })));
  const found = candidates.filter(({ system, name }) => name === given || `${system}/${name}` === given);
  const [only, ...others] = found;
  if (only === undefined)
    throw new UnknownNameError(
      'variant',
      given,
      candidates.map(({ name }) => name),
    );
  if (others.length > 0)
    throw new UsageError(
      `--canary "${given}" could be any of ${found.map(({ system, name }) => `${system}/${name}`).join(', ')}; say which.`,
    );
  const { preset } = variantNamed(systemNamed(only.system), only.name);
  const operations = settings[0]?.operations ?? 0;
  const canary: Setting = { system: only.system, variant: only.name, preset, pastContract: null, operations };
  if (settings.some((setting) => settingKey(setting) === settingKey(canary)))
    throw new UsageError(`--canary "${given}" is what the campaign runs anyway; leave it out, or choose another.`);
  return canary;
}
