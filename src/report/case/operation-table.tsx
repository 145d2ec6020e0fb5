import type { VNode } from 'preact';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { ValueCell } from '../parts/value-cell.tsx';
import { millisText } from '../text/numbers.ts';
import { extraFields } from '../text/extra-fields.ts';
import { OUTCOME_TEXT } from '../text/outcome-text.ts';
import { valueText } from '../text/value-text.ts';
import type { CaseView } from './case-view.ts';
import type { OperationRow } from './operation-rows.ts';

interface OperationTableProps {
  readonly view: CaseView;
  readonly rows: readonly OperationRow[];
  readonly caption: string;
  /** What the ids of the rows begin with: `near` or `op`. */
  readonly prefix: string;
}

/** Lines of the history, each client operation in one row, with its result. */
export function OperationTable({ view, rows, caption, prefix }: OperationTableProps): VNode {
  return (
    <ScrollTable caption={caption} class="operations">
      <thead>
        <tr>
          <th scope="col">index</th>
          <th scope="col" class="number">
            from (ms)
          </th>
          <th scope="col" class="number">
            to (ms)
          </th>
          <th scope="col">process</th>
          <th scope="col">f</th>
          <th scope="col">value</th>
          <th scope="col">outcome</th>
          <th scope="col">error</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.first.index} row={row} view={view} prefix={prefix} />
        ))}
      </tbody>
    </ScrollTable>
  );
}

function Row({
  row,
  view,
  prefix,
}: Pick<OperationTableProps, 'view' | 'prefix'> & { readonly row: OperationRow }): VNode {
  const { first, invocation } = row;
  const letter = view.citations.of(first)?.letter;
  const completion = invocation?.completion;
  const error = completion?.['error'] ?? first['error'];
  const kind = letter !== undefined ? 'cited' : first.process === 'nemesis' ? 'nemesis' : undefined;
  return (
    <tr id={`${prefix}-${first.index}`} class={kind}>
      <th scope="row">
        {letter !== undefined && <span class="letter">{letter}</span>}
        {completion === undefined ? first.index : `${first.index}–${completion.index}`}
      </th>
      <td class="number">{millisText(first.time)}</td>
      <td class="number">{completion === undefined ? '' : millisText(completion.time)}</td>
      <td>{String(first.process)}</td>
      <td>{first.f}</td>
      <td>
        <ValueCell text={resultText(row)} />
      </td>
      <td>{invocation !== undefined && <OutcomeWord outcome={invocation.outcome} />}</td>
      <td>{error !== undefined && <ValueCell text={typeof error === 'string' ? error : valueText(error)} />}</td>
    </tr>
  );
}

function OutcomeWord({ outcome }: { readonly outcome: keyof typeof OUTCOME_TEXT }): VNode {
  const { sign, word } = OUTCOME_TEXT[outcome];
  return (
    <span class={`outcome ${outcome}`}>
      <span aria-hidden="true">{sign}</span> {word}
    </span>
  );
}

/** The result of an operation that has one, otherwise what was asked for; with what the completion says beside it. */
function resultText({ first, invocation }: OperationRow): string {
  if (invocation === undefined) return valueText(first.value);
  const { completion, outcome, invoke } = invocation;
  if (outcome !== 'ok' || completion === undefined) return valueText(invoke.value);
  const extra = extraFields(completion);
  const value = valueText(completion.value);
  return extra === undefined ? value : `${value} ${valueText(extra)}`;
}
