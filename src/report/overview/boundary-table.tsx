import type { VNode } from 'preact';
import { groupBy } from '../../group-by.ts';
import type { BoundaryRow } from '../../search/boundary.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { listText, words } from '../text/names.ts';
import { countText } from '../text/numbers.ts';

/** Where each promise ends: what breaks inside the contract, and one step past it. */
export function BoundaryTable({ rows }: { readonly rows: readonly BoundaryRow[] }): VNode {
  return (
    <section aria-labelledby="boundary">
      <h2 id="boundary">Where promises end</h2>
      <p class="quiet">
        Runs in which each guarantee broke. Inside the contract nothing may; past it the one in a frame must, and others
        may with it.
      </p>
      {[...groupBy(rows, ({ system }) => system)].map(([system, own]) => (
        <SystemBoundary key={system} system={system} rows={own} />
      ))}
    </section>
  );
}

function SystemBoundary({ system, rows }: { readonly system: string; readonly rows: readonly BoundaryRow[] }): VNode {
  const names = [
    ...new Set(
      rows.flatMap(({ violated, expected }) => [...Object.keys(violated), ...(expected === null ? [] : [expected])]),
    ),
  ];
  const shown = names.filter((name) =>
    rows.some(({ violated, expected }) => (violated[name] ?? 0) > 0 || name === expected),
  );
  const held = names.filter((name) => !shown.includes(name));
  return (
    <>
      <ScrollTable caption={system} class="numbers boundary">
        <thead>
          <tr>
            <th scope="col">fault</th>
            <th scope="col">runs</th>
            {shown.map((name) => (
              <th key={name} scope="col">
                {words(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.fault} data-filter={`${system} ${row.fault ?? 'inside'}`}>
              <th scope="row">
                {row.fault ?? 'inside the contract'} <span class="quiet">{row.description}</span>
              </th>
              <td>{countText(row.runs)}</td>
              {shown.map((name) => (
                <Count key={name} count={row.violated[name] ?? 0} row={row} isExpected={name === row.expected} />
              ))}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      {held.length > 0 && <p class="quiet">Never broken: {listText(held.map(words))}.</p>}
    </>
  );
}

interface CountProps {
  readonly count: number;
  readonly row: BoundaryRow;
  readonly isExpected: boolean;
}

/** A number that is not as claimed says so in words. */
function Count({ count, row, isExpected }: CountProps): VNode {
  if (row.fault === null && count > 0)
    return (
      <td>
        <strong class="bad">{countText(count)}, a bug</strong>
      </td>
    );
  if (!isExpected) return <td>{count === 0 ? '–' : countText(count)}</td>;
  return (
    <td>
      {count === 0 ? <strong class="bad">0, but claimed</strong> : <span class="expected">{countText(count)}</span>}
    </td>
  );
}
