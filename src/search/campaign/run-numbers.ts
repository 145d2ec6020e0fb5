import type { PlanRequest } from '../plan.ts';
import { type Setting, settingKey, settingOf } from '../setting.ts';
import type { Campaign, Shard } from './campaign.ts';

/**
 * Numbers the runs of a campaign from 0: seed by seed, and for each seed every setting, the canary last. So a campaign that
 * ends early has run about as many seeds of one setting as of another.
 */
export class RunNumbers {
  readonly total: number;
  readonly #settings: readonly Setting[];
  readonly #columns: ReadonlyMap<string, number>;
  readonly #firstSeed: number;

  constructor({ settings, seeds, canary }: Campaign) {
    this.#settings = canary === null ? settings : [...settings, canary];
    this.#columns = new Map(this.#settings.map((setting, column) => [settingKey(setting), column]));
    this.#firstSeed = seeds.first;
    this.total = this.#settings.length * (seeds.last - seeds.first + 1);
  }

  /** The run with a number, which must be one. */
  requestOf(number: number): PlanRequest {
    const setting = this.#settings[number % this.#settings.length];
    if (setting === undefined || number >= this.total) throw new RangeError(`there is no run ${number}`);
    return { ...setting, seed: this.#firstSeed + Math.floor(number / this.#settings.length) };
  }

  /** The number of a run; undefined when it is none of the campaign. */
  numberOf(request: PlanRequest): number | undefined {
    const column = this.#columns.get(settingKey(settingOf(request)));
    if (column === undefined) return undefined;
    const number = (request.seed - this.#firstSeed) * this.#settings.length + column;
    return number >= 0 && number < this.total ? number : undefined;
  }

  /**
   * Whether a run is in a shard. Shards cut the table of seeds and settings along its diagonals, so each gets its share of
   * every setting and of every seed, however the numbers of shards and of settings are related.
   */
  isInShard(number: number, shard: Shard | null): boolean {
    if (shard === null) return true;
    const column = number % this.#settings.length;
    const row = Math.floor(number / this.#settings.length);
    return (row + column) % shard.of === shard.index - 1;
  }
}
