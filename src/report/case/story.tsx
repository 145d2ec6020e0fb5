import type { ComponentChildren, VNode } from 'preact';
import { GUARANTEES } from '../../claims/guarantees.ts';
import type { Invocation } from '../../history/history.ts';
import { keysOf } from '../text/keys-of.ts';
import { clipped, listText, words } from '../text/names.ts';
import { countOf, durationText, instantText } from '../text/numbers.ts';
import { observedSentence } from '../text/observed-sentence.ts';
import { operationSentence } from '../text/operation-sentence.ts';
import { overlaps } from '../timeline/window.ts';
import type { CaseView } from './case-view.ts';
import type { Cited } from './citations.ts';
import type { FaultInterval } from './fault-intervals.ts';
import { faultText } from './fault-text.ts';
import { meanwhileOf, OperationSentence } from './told-operation.tsx';

const TEXT_LENGTH = 260;
const MOST_STEPS = 26;
/** In a run of no more operations than these, which most shrunk ones are, all of them are told. */
const FEW_OPERATIONS = 6;
const MOST_RELATED = 8;
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
  const steps = [
    ...faultSteps(view),
    ...alike.slice(0, MOST_STEPS).map((group) => citedStep(view, group)),
    ...otherSteps(view, alike.length),
  ];
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

/**
 * In a small run what is not cited has its part in the story too: the write that won, the read that repaired. In a larger one
 * of which little is cited, what was done last to the keys that the checker names.
 */
function otherSteps(view: CaseView, citedCount: number): readonly Step[] {
  const { history, citations } = view;
  const others = history.invocations.filter(({ invoke }) => citations.of(invoke) === undefined);
  const told = history.invocations.length <= FEW_OPERATIONS ? others : citedCount > 1 ? [] : lastRelated(view, others);
  return told.map((invocation) => {
    const { invoke, completion } = invocation;
    const toNanos = completion?.time ?? view.endNanos;
    const content = (
      <Line atNanos={invoke.time}>
        <OperationSentence view={view} operation={{ first: invoke, invocation, fromNanos: invoke.time, toNanos }} />
      </Line>
    );
    return { atNanos: invoke.time, content };
  });
}

function lastRelated(view: CaseView, others: readonly Invocation[]): readonly Invocation[] {
  const names = new Set(sentenceOf(view).match(/[\w.-]+/g));
  return others.filter((invocation) => keysOf(invocation).some((key) => names.has(key))).slice(-MOST_RELATED);
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
  const sentence = invocation === undefined ? observedSentence(first, sentenceOf(view)) : operationSentence(invocation);
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
        {group.length === 1 ? (
          <OperationSentence view={view} operation={cited} />
        ) : (
          <GroupSentence view={view} group={group} />
        )}
      </Line>
    ),
  };
}

/** How those of a group ended, all alike. */
const ENDINGS = {
  ok: ' All were acknowledged.',
  fail: ' All were refused.',
  info: ' Their outcomes stay unknown.',
} as const;

function GroupSentence({ view, group }: { readonly view: CaseView; readonly group: Alike }): VNode {
  const [{ first, invocation }] = group;
  const names = [...new Set(group.map((one) => nameOf(view, one)))];
  const times = [...new Set(group.map((one) => instantText(one.first.time)))];
  const what = invocation === undefined ? observedSentence(first, sentenceOf(view)) : operationSentence(invocation);
  return (
    <>
      <b>{listText(names)}</b>, {names.length > 1 ? 'each' : group.length === 2 ? 'twice' : `${group.length} times`}
      {times.length > 1 && ` (at ${listText(times)})`}: {clipped(what, TEXT_LENGTH)}.
      {invocation !== undefined && ENDINGS[invocation.outcome]} <span class="quiet">{meanwhileOf(view, group[0])}</span>
    </>
  );
}

function nameOf({ topology }: CaseView, { first }: Cited): string {
  if (typeof first.process === 'string') return first.process;
  const { clients = [] } = topology ?? {};
  return clients[first.process % Math.max(1, clients.length)]?.name ?? `process ${first.process}`;
}

function Line({ atNanos, children }: { readonly atNanos: number; readonly children: ComponentChildren }): VNode {
  return (
    <>
      <span class="when">{instantText(atNanos)}</span>
      <span>{children}</span>
    </>
  );
}
