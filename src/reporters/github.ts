import type { CampaignSummary, KeptGroup, SettingScore } from '../search/campaign/summary.ts';
import { describeGroup, titleOf } from './text/group-text.ts';
import { nameSetting, replayCommand } from './text/reproduce.ts';
import { count } from './text/words.ts';

/** A line that GitHub's runner turns into an annotation. */
interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  readonly file?: string;
}

/** GitHub shows no more annotations of a level for one step; what is beyond is told in the last of them. */
const SHOWN_PER_LEVEL = 10;

/**
 * For GitHub Actions: workflow commands that become annotations. An error for each kind of failure and each broken run, a
 * warning for each guarantee that is unknown or was never exercised.
 */
export function reportToGithub(summary: CampaignSummary): string {
  const { failures, broken, settings, canary } = summary;
  const errors: Annotation[] = failures.map(annotateGroup);
  for (const { request, message } of broken)
    errors.push({
      level: 'error',
      title: `${nameSetting(request)}, seed ${request.seed}: the run could not be judged`,
      message: `${message}\nreproduce: ${replayCommand(request)}`,
    });
  if (canary !== null && canary.caseFile === null)
    errors.push({
      level: 'error',
      title: `canary ${nameSetting(canary.setting)} was not reported`,
      message: `${canary.guarantee} was not seen broken in ${count(canary.runs, 'run')}.`,
    });
  const closing: Annotation = { level: 'notice', title: 'capcheck', message: describeWhole(summary) };
  return [...limit(errors), ...limit(settings.flatMap(annotateDoubts)), closing].map(formatCommand).join('');
}

function annotateGroup(group: KeptGroup): Annotation {
  return {
    level: 'error',
    title: `${nameSetting(group.fastest)}: ${titleOf(group.signature)}`,
    message: `seed ${group.fastest.seed}: ${describeGroup(group)}\nreproduce: ${group.reproduce}`,
    file: group.caseFile,
  };
}

function annotateDoubts({ setting, score }: SettingScore): readonly Annotation[] {
  return score.guarantees.flatMap(({ name, verdict, reason = '' }): readonly Annotation[] =>
    verdict === 'unknown' || verdict === 'vacuous'
      ? [{ level: 'warning', title: `${nameSetting(setting)}: ${name} is ${verdict}`, message: reason }]
      : [],
  );
}

function describeWhole({ verdict, asked, finished, failures }: CampaignSummary): string {
  return `${verdict}: ${finished} of ${count(asked, 'run')} done, ${count(failures.length, 'kind')} of failures`;
}

function limit(annotations: readonly Annotation[]): readonly Annotation[] {
  const [last] = annotations.slice(SHOWN_PER_LEVEL - 1);
  const beyond = annotations.length - SHOWN_PER_LEVEL + 1;
  if (last === undefined || beyond === 1) return annotations;
  const message = annotations.slice(SHOWN_PER_LEVEL - 1).map(({ title }) => title);
  return [
    ...annotations.slice(0, SHOWN_PER_LEVEL - 1),
    { level: last.level, title: `and ${beyond} more`, message: message.join('\n') },
  ];
}

function formatCommand({ level, title, message, file }: Annotation): string {
  const properties = [
    ...(file === undefined ? [] : [`file=${escapeProperty(file)}`]),
    `title=${escapeProperty(title)}`,
  ];
  return `::${level} ${properties.join(',')}::${escapeData(message)}\n`;
}

/** As the runner's own toolkit does it (actions/toolkit, packages/core/src/command.ts). */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
