import { systemNamed, variantNamed } from '../../models/registry.ts';
import { chaosName } from '../../claims/chaos-name.ts';
import { requestOf } from '../plan.ts';
import type { BrokenRun, RunOutcome, SeedResult } from '../run-batch.ts';
import { type Setting, settingKey, settingOf } from '../setting.ts';
import type { Campaign } from './campaign.ts';
import { type FailureGroup, FailureGroups } from './failure-groups.ts';
import { SettingTally } from './setting-tally.ts';
import { breachesOf } from './signature.ts';

/** What the canary's runs came to. */
export interface CanaryTally {
  readonly setting: Setting;
  readonly guarantee: string;
  readonly runs: number;
  readonly caught: number;
  /** The failures among which it must be, as they are told of any other system. */
  readonly groups: readonly FailureGroup[];
}

/** Adds up a campaign, one outcome at a time in the order of its runs; keeps no more of them than what is told at the end. */
export class CampaignTally {
  readonly broken: BrokenRun[] = [];
  readonly #settings = new Map<string, { readonly setting: Setting; readonly tally: SettingTally }>();
  readonly #systems = new Map<string, { readonly presets: Set<string>; readonly tally: SettingTally; of: Setting }>();
  readonly #groups = new FailureGroups();
  readonly #canary: Canary | undefined;
  #finished = 0;

  constructor({ settings, canary }: Campaign) {
    for (const setting of settings) this.#settings.set(settingKey(setting), { setting, tally: new SettingTally() });
    if (canary !== null) this.#canary = new Canary(canary);
  }

  add(outcome: RunOutcome): void {
    this.#finished++;
    if ('broken' in outcome) {
      this.broken.push(outcome.broken);
      return;
    }
    const { result } = outcome;
    if (this.#canary?.isOf(result) === true) this.#canary.add(result);
    else this.#count(result);
  }

  #count(result: SeedResult): void {
    const setting = settingOf(requestOf(result));
    this.#settings.get(settingKey(setting))?.tally.add(result);
    const { system, variant, pastContract } = result;
    const key = JSON.stringify([system, variant, pastContract]);
    const known = this.#systems.get(key) ?? { presets: new Set(), tally: new SettingTally(), of: setting };
    this.#systems.set(key, known);
    known.presets.add(chaosName(result));
    known.tally.add(result);
    this.#groups.add(result);
  }

  /** Runs that have an outcome. */
  get finished(): number {
    return this.#finished;
  }

  /** Each setting that was run. */
  get settings(): readonly { readonly setting: Setting; readonly tally: SettingTally }[] {
    return [...this.#settings.values()].filter(({ tally }) => tally.runs > 0);
  }

  /** Each system and variant that was run. */
  get systems(): readonly {
    readonly of: Setting;
    /** Names of presets or scenarios. */
    readonly presets: ReadonlySet<string>;
    readonly tally: SettingTally;
  }[] {
    return [...this.#systems.values()];
  }

  get groups(): readonly FailureGroup[] {
    return this.#groups.list();
  }

  get canary(): CanaryTally | undefined {
    return this.#canary?.total();
  }
}

/** Counts the runs of the planted mistake. */
class Canary {
  readonly #setting: Setting;
  readonly #guarantee: string;
  readonly #groups = new FailureGroups();
  #runs = 0;
  #caught = 0;

  constructor(setting: Setting) {
    this.#setting = setting;
    this.#guarantee = variantNamed(systemNamed(setting.system), setting.variant ?? '').guarantee;
  }

  isOf(result: SeedResult): boolean {
    return settingKey(settingOf(requestOf(result))) === settingKey(this.#setting);
  }

  add(result: SeedResult): void {
    this.#runs++;
    if (breachesOf(result).some(({ guarantee }) => guarantee === this.#guarantee)) this.#caught++;
    this.#groups.add(result);
  }

  total(): CanaryTally {
    const groups = this.#groups.list().filter(({ signature }) => signature.guarantee === this.#guarantee);
    return { setting: this.#setting, guarantee: this.#guarantee, runs: this.#runs, caught: this.#caught, groups };
  }
}
