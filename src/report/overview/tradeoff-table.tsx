import type { VNode } from 'preact';
import type { TradeoffMeasure } from '../../claims/judgement.ts';
import { TRADEOFFS } from '../../claims/guarantees.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { words } from '../text/names.ts';
import { countText, shareText } from '../text/numbers.ts';

interface TradeoffTableProps {
  readonly rows: readonly { readonly system: string; readonly measure: TradeoffMeasure }[];
}

/** What systems give up knowingly, and how often that was seen. Neither a pass nor a failure. */
export function TradeoffTable({ rows }: TradeoffTableProps): VNode | null {
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="tradeoffs">
      <h2 id="tradeoffs">Documented trade-offs</h2>
      <p class="quiet">What a system gives up knowingly: measured and shown, neither a pass nor a failure.</p>
      <ScrollTable caption="Trade-offs observed inside the contract" class="numbers">
        <thead>
          <tr>
            <th scope="col">system</th>
            <th scope="col" class="name">
              trade-off
            </th>
            <th scope="col">observed</th>
            <th scope="col">of</th>
            <th scope="col">share</th>
            <th scope="col" class="prose">
              what is counted
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ system, measure }) => (
            <tr key={`${system} ${measure.name}`}>
              <th scope="row">{system}</th>
              <th scope="row">{words(measure.name)}</th>
              <td>{countText(measure.observed)}</td>
              <td>{countText(measure.of)}</td>
              <td>{measure.of === 0 ? 'never exercised' : shareText(measure.observed, measure.of)}</td>
              <td class="prose">
                {TRADEOFFS[measure.name]}
                {measure.example !== undefined && <div class="quiet">For example: {measure.example}</div>}
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </section>
  );
}
