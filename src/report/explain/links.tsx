import type { VNode } from 'preact';
import type { Link } from '../../search/explain/explanation.ts';
import type { CaseView } from '../case/case-view.ts';
import { clipped } from '../text/names.ts';
import { countOf, durationText, instantText } from '../text/numbers.ts';
import { lineSentence } from './line-sentence.ts';

const MOST = 60;
const LONGEST = 120;

/** What happened between the faults and the wrong answer, in the order of time. */
export function Links({ view, links }: { readonly view: CaseView; readonly links: readonly Link[] }): VNode | null {
  if (links.length === 0) return null;
  return (
    <details>
      <summary>From the faults to the wrong answer, {countOf(links.length, 'step')}</summary>
      <ol class="steps">
        {links.slice(0, MOST).map((link, nth) => (
          <li key={nth} class={link.kind === 'message' && link.arrivedMicros === null ? 'bad' : undefined}>
            <span class="when">{instantText(link.atMicros * 1000)}</span> {linkText(view, link)}
          </li>
        ))}
      </ol>
      {links.length > MOST && <p class="quiet">{countOf(links.length - MOST, 'further step')} not shown.</p>}
    </details>
  );
}

function linkText(view: CaseView, link: Link): string {
  if (link.kind === 'line') return lineSentence(view, link.line);
  if (link.kind === 'state') return `${link.node} notes ${link.name}: ${clipped(link.value, LONGEST)}`;
  const { from, to, message, atMicros, arrivedMicros } = link;
  const fate = arrivedMicros === null ? 'lost' : `arrives after ${durationText(arrivedMicros - atMicros)}`;
  return `${from} → ${to}: ${message}, ${fate}`;
}
