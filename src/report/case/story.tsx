import type { ComponentChildren, VNode } from 'preact';
import { GUARANTEES } from '../../claims/guarantees.ts';
import { extraFields } from '../text/extra-fields.ts';
import { clipped, listText, words } from '../text/names.ts';
import { countOf, durationText, instantText, millisText } from '../text/numbers.ts';
import { operationSentence } from '../text/operation-sentence.ts';
import { valueText } from '../text/value-text.ts';
import { overlaps } from '../timeline/window.ts';
import type { CaseView } from './case-view.ts';
import type { Cited } from './citations.ts';
import { clientName } from './client-name.ts';
import type { FaultInterval } from './fault-intervals.ts';
import { faultText } from './fault-text.ts';
import { observedText } from './observed-text.ts';

const TEXT_LENGTH = 260;
const MOST_STEPS = 26;
/** More faults than these are told together. */
const MOST_FAULTS = 4;

interface Step {
  readonly atNanos: number;
  readonly content: VNode;
}

/** What happened, step by step in the order of time: the faults that mattered, the operations, and why that is wrong. */
export function Story({ view }: { readonly view: CaseView }): VNode | null {
  const { citations, witness } = view;
  const { cited } = citations;
  if (cited.length === 0) return null;
  const alike = groupAlike(view, cited);
  const steps = [...faultSteps(view), ...alike.slice(0, MOST_STEPS).map((group) => citedStep(view, group))];
  steps.sort((a, b) => a.atNanos - b.atNanos);
  return (
    <section aria-labelledby="story" class="story">
      <h2 id="story">What happened</h2>
      <ol class="story-steps">
        {steps.map(({ content }, nth) => (
          <li key={nth}>{content}</li>
        ))}
        {witness !== undefined && (
          <li class="verdict-step">
            <span class="when">so</span>
            <span>
              {words(witness.guarantee)} is broken: <q>{GUARANTEES[witness.guarantee].promise}</q>
            </span>
          </li>
        )}
      </ol>
      {alike.length > MOST_STEPS && (
        <p class="quiet">
          {countOf(alike.length - MOST_STEPS, 'further step')} can be found in the table of operations.
        </p>
      )}
    </section>
  );
}

/** Faults during the cited operations, and the last ones that ended before: those may have left something behind. */
function faultSteps(view: CaseView): readonly Step[] {
  const { cited } = view.citations;
  const end = Math.max(...cited.map(({ toNanos }) => toNanos));
  const during = view.faults.filter((fault) => cited.some((one) => overlaps(one, fault)));
  const before = view.faults.filter((fault) => fault.fromNanos < end && !during.includes(fault));
  const told = during.length > 0 ? during : before.slice(-2);
  const [first] = told;
  if (first === undefined) return [];
  if (told.length <= MOST_FAULTS) return told.map((fault) => faultStep(view, fault));
  return [
    {
      atNanos: first.fromNanos,
      content: (
        <Line atNanos={first.fromNanos}>
          {told.length} faults are at work, the first from here on:{' '}
          {told.map(({ number, kind }, nth) => (
            <>
              {nth > 0 && ', '}
              <a key={number} href={`#fault-${number}`}>
                {number} {words(kind)}
              </a>
            </>
          ))}
          .
        </Line>
      ),
    },
  ];
}

function faultStep({ topology }: CaseView, fault: FaultInterval): Step {
  const { fromNanos, toNanos, stop, number } = fault;
  const length = durationText(Math.round((toNanos - fromNanos) / 1000));
  return {
    atNanos: fromNanos,
    content: (
      <Line atNanos={fromNanos}>
        <a class="fault-number" href={`#fault-${number}`}>
          Fault {number}
        </a>{' '}
        {clipped(faultText(fault, topology), TEXT_LENGTH)}{' '}
        <span class="quiet">{stop === undefined ? 'It lasts to the end.' : `It lasts ${length}.`}</span>
      </Line>
    ),
  };
}

/** Cited lines that follow each other and say the same: several replicas in one state, several readers of one value. */
type Alike = readonly [Cited, ...Cited[]];

function groupAlike(view: CaseView, cited: readonly Cited[]): readonly Alike[] {
  const groups: [Cited, ...Cited[]][] = [];
  for (const one of cited) {
    const last = groups.at(-1);
    if (last !== undefined && sayingOf(view, last[0]) === sayingOf(view, one)) last.push(one);
    else groups.push([one]);
  }
  return groups;
}

/** What a line says but for who says it and when. */
function sayingOf(view: CaseView, { first, invocation }: Cited): string {
  const sentence = invocation === undefined ? observedText(first, sentenceOf(view)) : operationSentence(invocation);
  return `${invocation?.outcome ?? ''} ${first.f} ${sentence}`;
}

function sentenceOf({ witness }: CaseView): string {
  return witness?.anomaly.message ?? '';
}

function citedStep(view: CaseView, group: Alike): Step {
  const [cited] = group;
  const { first } = cited;
  return {
    atNanos: first.time,
    content: (
      <Line atNanos={first.time}>
        {group.map((one) => (
          <a
            key={one.letter}
            class="letter"
            href={`#near-${one.first.index}`}
            aria-label={`${one.letter}, operation ${one.first.index}`}
          >
            {one.letter}
          </a>
        ))}
        {group.length === 1 ? <CitedSentence view={view} cited={cited} /> : <GroupSentence view={view} group={group} />}
      </Line>
    ),
  };
}

function GroupSentence({ view, group }: { readonly view: CaseView; readonly group: Alike }): VNode {
  const [{ first, invocation }] = group;
  const names = [...new Set(group.map((one) => nameOf(view, one)))];
  const what =
    invocation === undefined
      ? `states ${words(first.f)} ${observedText(first, sentenceOf(view))}`
      : operationSentence(invocation);
  return (
    <>
      <b>{listText(names)}</b>, {names.length > 1 ? 'each' : 'each time'}: {clipped(what, TEXT_LENGTH)}.{' '}
      <span class="quiet">{meanwhileOf(view, group[0])}</span>
    </>
  );
}

function nameOf({ topology }: CaseView, { first }: Cited): string {
  if (typeof first.process === 'string') return first.process;
  const { clients = [] } = topology ?? {};
  return clients[first.process % Math.max(1, clients.length)]?.name ?? `process ${first.process}`;
}

/** Which faults there were at the time, and whether all was over. */
function meanwhileOf(view: CaseView, cited: Cited): string {
  const faults = view.faults.filter((fault) => overlaps(fault, cited)).map(({ number }) => String(number));
  const parts = [
    ...(faults.length > 0 ? [`during ${faults.length === 1 ? 'fault' : 'faults'} ${listText(faults)}`] : []),
    ...(view.healNanos !== undefined && cited.first.time >= view.healNanos ? ['after the heal'] : []),
  ];
  return parts.join(', ');
}

function Line({ atNanos, children }: { readonly atNanos: number; readonly children: ComponentChildren }): VNode {
  return (
    <>
      <span class="when">{instantText(atNanos)}</span>
      <span>{children}</span>
    </>
  );
}

function CitedSentence({ view, cited }: { readonly view: CaseView; readonly cited: Cited }): VNode {
  const { first, invocation } = cited;
  const meanwhile = meanwhileOf(view, cited);
  if (invocation === undefined)
    return (
      <>
        <b>{String(first.process)}</b> states {words(first.f)}{' '}
        <code>{clipped(observedText(first, sentenceOf(view)), TEXT_LENGTH)}</code>{' '}
        <span class="quiet">{meanwhile}</span>
      </>
    );
  const extra = invocation.completion === undefined ? undefined : extraFields(invocation.completion);
  return (
    <>
      <b>{clientName(view, Number(first.process))}</b> {clipped(operationSentence(invocation), TEXT_LENGTH)}.{' '}
      <Ending cited={cited} />{' '}
      <span class="quiet">
        {[...(extra === undefined ? [] : [clipped(valueText(extra), TEXT_LENGTH)]), meanwhile]
          .filter(Boolean)
          .join('; ')}
      </span>
    </>
  );
}

/** How it ended, as its client saw it. */
function Ending({ cited }: { readonly cited: Cited }): VNode {
  const { invocation, fromNanos, toNanos } = cited;
  const { completion, outcome } = invocation ?? {};
  const error = completion?.['error'];
  const why =
    error === undefined ? '' : `: ${clipped(typeof error === 'string' ? error : valueText(error), TEXT_LENGTH)}`;
  const lasted = durationText(Math.round((toNanos - fromNanos) / 1000));
  const at = `at ${millisText(toNanos)} ms, after ${lasted}`;
  if (completion === undefined) return <span class="ending">It never ends.</span>;
  if (outcome === 'ok') return <span class="ending">Acknowledged {at}.</span>;
  if (outcome === 'fail')
    return (
      <span class="ending">
        Refused {at}
        {why}.
      </span>
    );
  return (
    <span class="ending">
      Its outcome stays unknown {at}
      {why}.
    </span>
  );
}
