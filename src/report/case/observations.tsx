import type { VNode } from 'preact';
import type { Operation } from '../../history/operation.generated.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { ValueCell } from '../parts/value-cell.tsx';
import { countOf, millisText } from '../text/numbers.ts';
import { valueText } from '../text/value-text.ts';
import type { CaseView } from './case-view.ts';

const MOST = 1000;

/** What servers recorded of themselves (leases, the state of replicas …), by name. Open where the violation cites it. */
export function Observations({ view }: { readonly view: CaseView }): VNode | null {
  const groups = new Map<string, Operation[]>();
  for (const op of view.history.operations) {
    if (typeof op.process !== 'string' || op.process === 'nemesis') continue;
    groups.set(op.f, [...(groups.get(op.f) ?? []), op]);
  }
  if (groups.size === 0) return null;
  return (
    <section aria-labelledby="observations">
      <h2 id="observations">What servers recorded</h2>
      {[...groups].map(([f, lines]) => (
        <details key={f} open={lines.some((line) => view.citations.of(line) !== undefined)}>
          <summary>
            {f}, {countOf(lines.length, 'line')}
          </summary>
          <ObservationTable view={view} f={f} lines={lines} />
        </details>
      ))}
    </section>
  );
}

interface ObservationTableProps {
  readonly view: CaseView;
  readonly f: string;
  readonly lines: readonly Operation[];
}

function ObservationTable({ view, f, lines }: ObservationTableProps): VNode {
  return (
    <>
      <ScrollTable caption={`${f}, as recorded`} class="operations">
        <thead>
          <tr>
            <th scope="col">index</th>
            <th scope="col" class="number">
              time (ms)
            </th>
            <th scope="col">server</th>
            <th scope="col">value</th>
          </tr>
        </thead>
        <tbody>
          {lines.slice(0, MOST).map((line) => (
            <ObservationRow key={line.index} line={line} letter={view.citations.of(line)?.letter} />
          ))}
        </tbody>
      </ScrollTable>
      {lines.length > MOST && <p class="quiet">{countOf(lines.length - MOST, 'more line')} can be had by a replay.</p>}
    </>
  );
}

function ObservationRow({ line, letter }: { readonly line: Operation; readonly letter: string | undefined }): VNode {
  return (
    <tr class={letter === undefined ? undefined : 'cited'}>
      <th scope="row">
        {letter !== undefined && <span class="letter">{letter}</span>}
        {line.index}
      </th>
      <td class="number">{millisText(line.time)}</td>
      <td>{String(line.process)}</td>
      <td>
        <ValueCell text={valueText(line.value)} />
      </td>
    </tr>
  );
}
