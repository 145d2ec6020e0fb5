import { GUARANTEES } from '../claims/guarantees.ts';
import { narrowJudgement } from '../claims/narrow-judgement.ts';
import type { GuaranteeName } from '../claims/vocabulary.ts';
import { systemNamed } from '../models/registry.ts';
import type { RunOutcome } from '../search/run-batch.ts';
import type { Setting } from '../search/setting.ts';
import { parseName } from './parse-name.ts';
import { UsageError } from './usage-error.ts';

/**
 * The settings whose systems claim at least one of the guarantees that were asked for; all when none were.
 *
 * @throws UnknownNameError for a name that is no guarantee, UsageError when none of the systems claims any.
 */
export function settingsThatClaim(
  settings: readonly Setting[],
  given: readonly string[] | undefined,
): readonly Setting[] {
  if (given === undefined) return settings;
  const names = given.map((name) => parseGuarantee(name));
  const claiming = settings.filter(({ system }) =>
    systemNamed(system).claim.guarantees.some((name) => names.includes(name)),
  );
  if (claiming.length > 0) return claiming;
  const systems = [...new Set(settings.map(({ system }) => system))];
  throw new UsageError(
    `${systems.join(' and ')} ${systems.length === 1 ? 'does' : 'do'} not claim ${names.join(' or ')}.`,
  );
}

/** An outcome judged by the guarantees that were asked for; by all when none were. */
export function narrowOutcome(outcome: RunOutcome, given: readonly string[] | undefined): RunOutcome {
  if (given === undefined || !('result' in outcome)) return outcome;
  const { result } = outcome;
  const names = given.map((name) => parseGuarantee(name));
  return { result: { ...result, judgement: narrowJudgement(result.judgement, names) } };
}

function parseGuarantee(given: string): GuaranteeName {
  return parseName('guarantee', given, Object.keys(GUARANTEES) as GuaranteeName[]);
}
