import { groupBy } from '../group-by.ts';
import { systemNamed } from '../models/registry.ts';
import type { CampaignSummary, CanaryReport, KeptGroup, SystemScore } from '../search/campaign/summary.ts';
import { describeGroup } from './text/group-text.ts';
import { nameSetting } from './text/reproduce.ts';
import { formatScore } from './text/scorecard.ts';
import { count } from './text/words.ts';

/** For people: a scorecard a system, then each kind of failure with the line that reproduces its fastest run. */
export function reportOnConsole({ systems, failures, canary, report }: CampaignSummary): string {
  const lines = [
    ...systems.map((system) => formatScore(headingOf(system), system.score)),
    ...[...groupBy(failures, ({ reproduce }) => reproduce).values()].flatMap(describeRun),
    ...(canary === null ? [] : [describeCanary(canary)]),
    ...(report === null ? [] : [`report: ${report}`]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function headingOf({ system, variant, pastContract, presets, seeds, score }: SystemScore): string {
  const { cap } = systemNamed(system).claim;
  const chaos = pastContract === null ? presets.join(', ') : `PAST ITS CONTRACT: ${pastContract}`;
  const name = variant === null ? system : `${system}/${variant}`;
  return `${name} (${cap}): ${count(score.runs, 'run')}, seeds ${seeds.first}..${seeds.last}, ${chaos}`;
}

/** Groups that the same run shows best are told together. */
function describeRun(groups: readonly KeptGroup[]): readonly string[] {
  const [first] = groups;
  if (first === undefined) return [];
  const heading = `${nameSetting(first.fastest)}, seed ${first.fastest.seed}:`;
  return [heading, ...groups.map((group) => `  ${describeGroup(group)}`), `reproduce: ${first.reproduce}`];
}

function describeCanary({ setting, guarantee, runs, caught, caseFile }: CanaryReport): string {
  const what = `canary ${nameSetting(setting)}:`;
  if (caseFile === null) return `${what} NOT REPORTED: ${guarantee} was not seen broken in ${count(runs, 'run')}.`;
  return `${what} reported, ${guarantee} violated in ${caught} of ${count(runs, 'run')} (${caseFile}).`;
}
