import type { History } from '../../history/history.ts';
import type { Fault } from '../../nemesis/fault.ts';
import { describeMicros } from '../../reporters/text/words.ts';
import type { Explanation, LikelihoodPoint, Link, NearestPassing } from '../../search/explain/explanation.ts';
import { extentOf } from '../../search/shrink/fault-fields.ts';

const MICROS_PER_SECOND = 1_000_000;
const LONGEST_BAR = 20;
const LONGEST_VALUE = 120;

/** Why a case fails, in words. The history is that of the case. */
export function formatExplanation(explanation: Explanation, history: History): string {
  const { signature, anomaly } = explanation;
  return [
    `${signature.guarantee} violated, ${signature.kind}: ${anomaly.message}`,
    ...section('Necessary: without it the failure is gone', necessaryThings(explanation)),
    ...section('Not necessary: without it the failure is still there', spareThings(explanation)),
    ...section('Together enough', enoughText(explanation)),
    ...section('How likely the failure is when the future is drawn anew after', likelihoodText(explanation, history)),
    ...section(
      'From the faults to the wrong answer',
      explanation.links.map((link) => linkText(link, history)),
    ),
    ...section('The nearest run that passes', nearestText(explanation.nearestPassing)),
    '',
  ].join('\n');
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];
}

function necessaryThings({ faults, operations, conditions }: Explanation): readonly string[] {
  return [
    ...faults.filter(({ isNecessary }) => isNecessary).map(({ fault }) => faultText(fault)),
    ...conditions.filter(({ isNecessary }) => isNecessary).map(({ name, without }) => `${name} (gone when ${without})`),
    ...(operations ?? []).filter(({ isNecessary }) => isNecessary).map(operationText),
  ];
}

function spareThings({ faults, operations, conditions, droppedFaults }: Explanation): readonly string[] {
  const dropped = Object.entries(droppedFaults).map(
    ([kind, times]) => `${kind}: ${times} dropped when the case was shrunk`,
  );
  const spare = (operations ?? []).filter(({ isNecessary }) => !isNecessary);
  return [
    ...faults.filter(({ isNecessary }) => !isNecessary).map(({ fault }) => faultText(fault)),
    ...dropped,
    ...conditions
      .filter(({ isNecessary }) => !isNecessary)
      .map(({ name, without }) => `${name} (${without}, and it fails)`),
    ...spare.map(operationText),
    ...(operations === null ? ['operations were not removed in turn, being too many: shrink the case first'] : []),
  ];
}

/** Of interest only where faults stand in for each other. */
function enoughText({ faults, enoughFaults }: Explanation): readonly string[] {
  const necessary = faults.filter(({ isNecessary }) => isNecessary);
  if (necessary.length === enoughFaults.length) return [];
  return faults.filter(({ fault }) => enoughFaults.includes(fault.id)).map(({ fault }) => faultText(fault));
}

function faultText(fault: Fault): string {
  const { kind, id, atMicros, durationMicros } = fault;
  const extent = extentOf(fault).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return `${kind} (fault ${id}) at ${instant(atMicros)} for ${describeMicros(durationMicros)}, ${extent.join(', ')}`;
}

function operationText({ operation: { client, f, value } }: NonNullable<Explanation['operations']>[number]): string {
  return `${client}: ${f} ${JSON.stringify(value)}`;
}

function likelihoodText({ likelihood, jump }: Explanation, history: History): readonly string[] {
  return likelihood.map((point, nth) => {
    const { showing, futures } = point;
    const bar = '#'.repeat(Math.round((LONGEST_BAR * showing) / futures)).padEnd(LONGEST_BAR);
    const mark = nth === jump ? '  <- here it happens' : '';
    return `${bar} ${String(showing).padStart(String(futures).length)} of ${futures}  ${stepText(point, history)}${mark}`;
  });
}

function stepText({ line, atMicros }: LikelihoodPoint, history: History): string {
  return line === null ? 'the beginning' : `${instant(atMicros)} ${lineText(line, history)}`;
}

function linkText(link: Link, history: History): string {
  const at = instant(link.atMicros);
  if (link.kind === 'line') return `${at} ${lineText(link.line, history)}`;
  if (link.kind === 'state') return `${at} ${link.node} notes ${link.name}: ${clip(link.value)}`;
  const { from, to, message, atMicros, arrivedMicros } = link;
  const fate = arrivedMicros === null ? 'LOST' : `arrives ${describeDelay(arrivedMicros - atMicros)} later`;
  return `${at} ${from} -> ${to}: ${message}, ${fate}`;
}

function lineText(index: number, { operations }: History): string {
  const line = operations[index];
  if (line === undefined) return `line ${index}`;
  const who = typeof line.process === 'number' ? `process ${line.process}` : line.process;
  return clip(`${who} ${line.type} ${line.f} ${JSON.stringify(line.value)} (line ${index})`);
}

function nearestText(nearest: NearestPassing | null): readonly string[] {
  if (nearest === null) return [];
  const { firstMessage, firstAnswer, sharedMessages } = nearest;
  return [
    `${changeText(nearest.change)}; the same ${sharedMessages} messages, then`,
    `  failing: ${firstMessage.failing ?? 'nothing more'}`,
    `  passing: ${firstMessage.passing ?? 'nothing more'}`,
    'the first answer that differs',
    `  failing: ${clip(firstAnswer.failing ?? 'none')}`,
    `  passing: ${clip(firstAnswer.passing ?? 'none')}`,
  ];
}

function changeText(change: NearestPassing['change']): string {
  if (change.kind === 'without-fault') return `without fault ${change.id}`;
  if (change.kind === 'without-operation') return `without operation ${change.id} of the plan`;
  return `with another future after ${instant(change.atMicros)}`;
}

function instant(micros: number): string {
  return `${(micros / MICROS_PER_SECOND).toFixed(6)} s`;
}

function describeDelay(micros: number): string {
  return micros < 1000 ? `${micros} µs` : `${(micros / 1000).toFixed(1)} ms`;
}

function clip(text: string): string {
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE - 1)}…`;
}
