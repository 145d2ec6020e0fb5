import type { VNode } from 'preact';
import type { NearestPassing } from '../../search/explain/explanation.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { ValueCell } from '../parts/value-cell.tsx';
import { countOf, instantText } from '../text/numbers.ts';

/** The run that went the same way for longest and does not fail, beside the one that does. */
export function NearestPassingRun({ nearest }: { readonly nearest: NearestPassing | null }): VNode | null {
  if (nearest === null) return null;
  const { change, sharedMessages, firstMessage, firstAnswer } = nearest;
  return (
    <>
      <p>
        The nearest run that passes is the same {changeText(change)}: its first {countOf(sharedMessages, 'message')} are
        those of this run, then the two part.
      </p>
      <ScrollTable caption="Where the two runs part">
        <thead>
          <tr>
            <th scope="col">first difference</th>
            <th scope="col">this run</th>
            <th scope="col">the run that passes</th>
          </tr>
        </thead>
        <tbody>
          <Difference name="message" texts={firstMessage} />
          <Difference name="answer to a client" texts={firstAnswer} />
        </tbody>
      </ScrollTable>
    </>
  );
}

function Difference({ name, texts }: { readonly name: string; readonly texts: NearestPassing['firstAnswer'] }): VNode {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <ValueCell text={texts.failing ?? 'nothing more'} />
      </td>
      <td>
        <ValueCell text={texts.passing ?? 'nothing more'} />
      </td>
    </tr>
  );
}

function changeText(change: NearestPassing['change']): string {
  if (change.kind === 'without-fault') return 'without one of the faults';
  if (change.kind === 'without-operation') return 'without one of the operations';
  return `up to ${instantText(change.atMicros * 1000)}, with other chances from there on`;
}
