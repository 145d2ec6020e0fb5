import type { VNode } from 'preact';
import { extraFields, extraText } from '../text/extra-fields.ts';
import { clipped, listText } from '../text/names.ts';
import { durationText } from '../text/numbers.ts';
import { observedSentence } from '../text/observed-sentence.ts';
import { operationSentence } from '../text/operation-sentence.ts';
import { valueText } from '../text/value-text.ts';
import { overlaps } from '../timeline/window.ts';
import type { CaseView } from './case-view.ts';
import type { Cited } from './citations.ts';
import { clientName } from './client-name.ts';

const TEXT_LENGTH = 260;
const NANOS_PER_MICRO = 1000;

/** What the story tells of an operation, cited or not. */
export type Told = Omit<Cited, 'letter'>;

export function OperationSentence({ view, operation }: { readonly view: CaseView; readonly operation: Told }): VNode {
  const { first, invocation } = operation;
  const meanwhile = meanwhileOf(view, operation);
  if (invocation === undefined)
    return (
      <>
        <b>{String(first.process)}</b>{' '}
        {clipped(observedSentence(first, view.witness?.anomaly.message ?? ''), TEXT_LENGTH)}.{' '}
        <span class="quiet">{meanwhile}</span>
      </>
    );
  const extra = invocation.completion === undefined ? undefined : extraFields(invocation.completion);
  return (
    <>
      <b>{clientName(view, Number(first.process))}</b> {clipped(operationSentence(invocation), TEXT_LENGTH)}.{' '}
      <Ending operation={operation} />{' '}
      <span class="quiet">
        {[...(extra === undefined ? [] : [clipped(extraText(extra), TEXT_LENGTH)]), meanwhile]
          .filter(Boolean)
          .join('; ')}
      </span>
    </>
  );
}

/** How it ended, as its client saw it. */
function Ending({ operation }: { readonly operation: Told }): VNode {
  const { invocation, fromNanos, toNanos } = operation;
  const { completion, outcome } = invocation ?? {};
  const error = completion?.['error'];
  const why =
    error === undefined ? '' : `: ${clipped(typeof error === 'string' ? error : valueText(error), TEXT_LENGTH)}`;
  const after = `after ${durationText(Math.round((toNanos - fromNanos) / 1000))}`;
  if (completion === undefined) return <span class="ending">It never ends.</span>;
  // What takes no time is done by the client alone: nobody acknowledges it.
  if (outcome === 'ok' && toNanos - fromNanos < NANOS_PER_MICRO) return <></>;
  if (outcome === 'ok') return <span class="ending">Acknowledged {after}.</span>;
  return (
    <span class="ending">
      {outcome === 'fail' ? 'Refused' : 'Its outcome stays unknown'} {after}
      {why}.
    </span>
  );
}

/** Which faults there were at the time, and whether all was over. */
export function meanwhileOf(view: CaseView, operation: Told): string {
  const faults = view.faults.filter((fault) => overlaps(fault, operation)).map(({ number }) => String(number));
  const parts = [
    ...(faults.length > 0 ? [`during ${faults.length === 1 ? 'fault' : 'faults'} ${listText(faults)}`] : []),
    ...(view.faults.length > 0 && view.healNanos !== undefined && operation.first.time >= view.healNanos
      ? ['after all faults were over']
      : []),
  ];
  return parts.join(', ');
}
