import { groupBy } from '../group-by.ts';
import type { GuaranteeScore } from '../claims/scorecard.ts';
import type { CampaignSummary, CanaryReport, KeptGroup, SettingScore } from '../search/campaign/summary.ts';
import type { BrokenRun } from '../search/run-batch.ts';
import { type Setting, settingKey, settingOf } from '../search/setting.ts';
import { describeGroup } from './text/group-text.ts';
import { nameSetting, replayCommand } from './text/reproduce.ts';
import { count, describeExercised } from './text/words.ts';
import { escapeXmlAttribute, escapeXmlText } from './text/xml.ts';

/** What a test case of JUnit can be beside passed. */
type Outcome = 'failure' | 'error' | 'skipped';

interface Case {
  readonly name: string;
  readonly outcome: Outcome | 'passed';
  readonly title?: string;
  readonly text?: string;
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

/** Seeds that are named for a failing guarantee, beside the one that was kept. */
const SEEDS_NAMED = 20;

/**
 * For CI servers: a suite a setting, a test case a guarantee, so that names stay the same from build to build, whatever the
 * seeds. Violated is a failure and unknown an error; vacuous is skipped, since a run that says nothing has not passed.
 */
export function reportAsJunit(summary: CampaignSummary): string {
  const suites = composeSuites(summary);
  const cases = suites.flatMap((suite) => suite.cases);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="capcheck" ${countsOf(cases)} time="0">`,
    ...suites.flatMap(formatSuite),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function composeSuites({ settings, failures, broken, canary }: CampaignSummary): readonly Suite[] {
  const brokenRuns = groupBy(broken, ({ request }) => settingKey(settingOf(request)));
  const judged = settings.map((scored): Suite => {
    const own = brokenRuns.get(settingKey(scored.setting)) ?? [];
    brokenRuns.delete(settingKey(scored.setting));
    const guarantees = scored.score.guarantees.map((guarantee) => composeCase(guarantee, scored, failures));
    return { name: nameSetting(scored.setting), cases: [...guarantees, ...own.map(composeBroken)] };
  });
  const unjudged = [...brokenRuns.values()].map((runs): Suite => ({
    name: runs.slice(0, 1).map(nameOfBroken).join(''),
    cases: runs.map(composeBroken),
  }));
  return [...judged, ...unjudged, ...(canary === null ? [] : [composeCanary(canary)])];
}

function nameOfBroken({ request }: BrokenRun): string {
  return nameSetting(request);
}

function composeCase(guarantee: GuaranteeScore, scored: SettingScore, groups: readonly KeptGroup[]): Case {
  const { name, verdict, reason = '', exercised } = guarantee;
  if (verdict === 'holds') return { name, outcome: 'passed', text: describeExercised(exercised) };
  if (verdict === 'unknown') return { name, outcome: 'error', title: `unknown: ${reason}` };
  if (verdict === 'vacuous') return { name, outcome: 'skipped', title: `vacuous: ${reason}` };
  return composeFailure(guarantee, scored, groups);
}

function composeFailure(guarantee: GuaranteeScore, scored: SettingScore, groups: readonly KeptGroup[]): Case {
  const { name, anomalies, runs } = guarantee;
  const failing = scored.failures.filter(({ guarantees }) => guarantees.includes(name));
  const seeds = failing.slice(0, SEEDS_NAMED).map(({ seed }) => seed);
  const more = failing.length > seeds.length ? ` and ${failing.length - seeds.length} more` : '';
  const own = groups.filter(({ signature }) => signature.guarantee === name && isOf(scored.setting, signature));
  const [first] = failing;
  const text = [
    ...anomalies.slice(0, 1).map(({ message }) => message),
    `violated in ${count(runs.violated, 'run')}, seeds ${seeds.join(', ')}${more}`,
    ...(first === undefined ? [] : [`reproduce: ${first.reproduce}`]),
    ...own.flatMap((group) => ['', describeGroup(group), `reproduce: ${group.reproduce}`]),
  ];
  const kind = anomalies[0]?.kind ?? 'violated';
  return { name, outcome: 'failure', title: `${name} violated, ${kind}`, text: text.join('\n') };
}

function isOf(setting: Setting, signature: KeptGroup['signature']): boolean {
  const { system, variant, pastContract } = setting;
  return signature.system === system && signature.variant === variant && signature.pastContract === pastContract;
}

function composeBroken({ request, message }: BrokenRun): Case {
  const text = `${message}\nreproduce: ${replayCommand(request)}`;
  return { name: `seed ${request.seed}`, outcome: 'error', title: 'the run could not be judged', text };
}

function composeCanary({ setting, guarantee, runs, caught, caseFile }: CanaryReport): Suite {
  const title = `${guarantee} was not seen broken in ${count(runs, 'run')}`;
  const isCaught = caseFile !== null;
  const reported: Case = isCaught
    ? { name: 'is reported', outcome: 'passed', text: `in ${caught} of ${count(runs, 'run')}: ${caseFile}` }
    : { name: 'is reported', outcome: 'error', title };
  return { name: `canary ${nameSetting(setting)}`, cases: [reported] };
}

function formatSuite({ name, cases }: Suite): readonly string[] {
  const skipped = cases.filter(({ outcome }) => outcome === 'skipped').length;
  return [
    `  <testsuite name="${escapeXmlAttribute(name)}" ${countsOf(cases)} skipped="${skipped}" time="0">`,
    ...cases.flatMap((one) => formatCase(one, name)),
    '  </testsuite>',
  ];
}

function countsOf(cases: readonly Case[]): string {
  const times = (kind: Outcome): number => cases.filter(({ outcome }) => outcome === kind).length;
  return `tests="${cases.length}" failures="${times('failure')}" errors="${times('error')}"`;
}

function formatCase({ name, outcome, title = '', text = '' }: Case, suite: string): readonly string[] {
  const open = `    <testcase classname="${escapeXmlAttribute(suite)}" name="${escapeXmlAttribute(name)}" time="0"`;
  if (outcome === 'passed' && text === '') return [`${open}/>`];
  if (outcome === 'passed')
    return [`${open}>`, `      <system-out>${escapeXmlText(text)}</system-out>`, '    </testcase>'];
  const attributes = outcome === 'skipped' ? '' : ` type="${outcome === 'failure' ? 'violated' : 'error'}"`;
  const detail = `      <${outcome} message="${escapeXmlAttribute(title)}"${attributes}`;
  return [`${open}>`, text === '' ? `${detail}/>` : `${detail}>${escapeXmlText(text)}</${outcome}>`, '    </testcase>'];
}
