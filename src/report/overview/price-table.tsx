import type { VNode } from 'preact';
import type { Price } from '../../claims/judgement.ts';
import { scoreRuns } from '../../claims/scorecard.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import type { ReportView } from '../report-view.ts';
import { countText, durationText, shareText } from '../text/numbers.ts';

/** What each system paid for its CAP choice. */
export function PriceTable({ view }: { readonly view: ReportView }): VNode | null {
  const rows = view.names.flatMap((name) => {
    const results = view.groups.correct.filter(({ system }) => system === name);
    return results.length === 0 ? [] : [{ name, price: scoreRuns(results).price }];
  });
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="price">
      <h2 id="price">The price of the choice</h2>
      <ScrollTable caption="Client operations of the correct systems, inside their contracts" class="numbers">
        <PriceHead />
        <tbody>
          {rows.map(({ name, price }) => (
            <PriceRow key={name} name={`${name} (${view.factsOf(name)?.claim.cap ?? '?'})`} price={price} />
          ))}
        </tbody>
      </ScrollTable>
      <p class="quiet">
        Minority: the client's side of a partition had no majority of the voters from beginning to end of the operation.
        Time to serve again: from the end of a client's isolation, or its first question after that, to its next
        success. What a client does by itself is not counted.
      </p>
    </section>
  );
}

function PriceHead(): VNode {
  return (
    <thead>
      <tr>
        <th scope="col">system</th>
        <th scope="col">operations</th>
        <th scope="col">answered</th>
        <th scope="col">refused</th>
        <th scope="col">unknown</th>
        <th scope="col">on a minority side</th>
        <th scope="col">of those not answered</th>
        <th scope="col">longest time to serve again</th>
      </tr>
    </thead>
  );
}

function PriceRow({ name, price }: { readonly name: string; readonly price: Price }): VNode {
  const { operations, minorityOperations, minorityAnswered, serveAgainMicros } = price;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{countText(operations)}</td>
      <td>{shareText(price.ok, operations)}</td>
      <td>{shareText(price.refused, operations)}</td>
      <td>{shareText(price.unknown, operations)}</td>
      <td>{countText(minorityOperations)}</td>
      <td>{shareText(minorityOperations - minorityAnswered, minorityOperations)}</td>
      <td>{serveAgainMicros === undefined ? '–' : durationText(serveAgainMicros)}</td>
    </tr>
  );
}
