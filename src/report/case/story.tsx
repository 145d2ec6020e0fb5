import type { VNode } from 'preact';
import { overlaps } from '../timeline/window.ts';
import { clipped } from '../text/names.ts';
import { millisText } from '../text/numbers.ts';
import { extraFields } from '../text/extra-fields.ts';
import { operationText } from '../text/operation-text.ts';
import { valueText } from '../text/value-text.ts';
import type { CaseView } from './case-view.ts';
import type { Cited } from './citations.ts';
import { clientName } from './client-name.ts';
import { observedText } from './observed-text.ts';

const TEXT_LENGTH = 160;
const MOST = 26;

/** The cited operations in the order of their beginnings, each with who did it, when, and under which faults. */
export function Story({ view }: { readonly view: CaseView }): VNode | null {
  const { cited } = view.citations;
  if (cited.length === 0) return null;
  return (
    <>
      <h3>In the order of time</h3>
      <ol class="key">
        {cited.slice(0, MOST).map((one) => (
          <li key={one.letter}>
            <a class="letter" href={`#near-${one.first.index}`}>
              {one.letter}
            </a>
            <CitedSentence view={view} cited={one} />
          </li>
        ))}
      </ol>
      {cited.length > MOST && <p class="quiet">{cited.length - MOST} more are in the table of operations.</p>}
    </>
  );
}

function CitedSentence({ view, cited }: { readonly view: CaseView; readonly cited: Cited }): VNode {
  const { first, invocation, toNanos } = cited;
  const faults = view.faults.filter((fault) => overlaps(fault, cited)).map(({ number }) => number);
  const during = (
    <>
      {faults.length > 0 && `, during ${faults.length === 1 ? 'fault' : 'faults'} `}
      {faults.length > 0 && <FaultLinks numbers={faults} />}
      {view.healNanos !== undefined && first.time >= view.healNanos && ', after the heal'}
    </>
  );
  if (invocation === undefined)
    return (
      <>
        At {millisText(first.time)} ms {String(first.process)} records {first.f}{' '}
        <code>{clipped(observedText(first, view.witness?.anomaly.message ?? ''), TEXT_LENGTH)}</code>
        {during}.
      </>
    );
  const { completion, outcome } = invocation;
  const extra = outcome === 'ok' && completion !== undefined ? extraFields(completion) : undefined;
  const error = completion?.['error'];
  const end = completion === undefined ? 'it never ends' : `${ENDINGS[outcome]} at ${millisText(toNanos)} ms`;
  return (
    <>
      At {millisText(first.time)} ms {clientName(view, Number(first.process))} begins{' '}
      <code>{clipped(operationText(invocation), TEXT_LENGTH)}</code>; {end}
      {extra !== undefined && (
        <>
          {' '}
          with <code>{clipped(valueText(extra), TEXT_LENGTH)}</code>
        </>
      )}
      {error !== undefined && ` (${clipped(typeof error === 'string' ? error : valueText(error), TEXT_LENGTH)})`}
      {during}.
    </>
  );
}

const ENDINGS = { ok: 'it ends ok', fail: 'it fails', info: 'it ends unknown' } as const;

function FaultLinks({ numbers }: { readonly numbers: readonly number[] }): VNode {
  return (
    <>
      {numbers.map((number, nth) => (
        <>
          {nth === 0 ? '' : nth === numbers.length - 1 ? ' and ' : ', '}
          <a key={number} href={`#fault-${number}`}>
            {number}
          </a>
        </>
      ))}
    </>
  );
}
