import type { VNode } from 'preact';
import { faultGroupOf } from '../timeline/fault-group.ts';
import { durationText, instantText } from '../text/numbers.ts';
import type { CaseView } from './case-view.ts';
import { faultText } from './fault-text.ts';

/** What the nemesis did, numbered as in the pictures. */
export function FaultList({ view }: { readonly view: CaseView }): VNode {
  const { faults, topology, healNanos } = view;
  return (
    <section aria-labelledby="faults">
      <h2 id="faults">Faults</h2>
      {faults.length === 0 ? (
        <p>The nemesis did nothing in this run.</p>
      ) : (
        <ol class="faults">
          {faults.map((fault) => (
            <li key={fault.number} id={`fault-${fault.number}`} value={fault.number} class={faultGroupOf(fault.kind)}>
              {faultText(fault, topology)}{' '}
              <span class="quiet">
                {instantText(fault.fromNanos)} → {fault.stop === undefined ? 'the end' : instantText(fault.toNanos)},{' '}
                {durationText(Math.round((fault.toNanos - fault.fromNanos) / 1000))}
              </span>
            </li>
          ))}
        </ol>
      )}
      <p class="quiet">
        {healNanos !== undefined && <>Everything heals at {instantText(healNanos)}. </>}
        {faults.length > 0 &&
          topology !== undefined &&
          topology.clients.length > 0 &&
          'A client is cut off together with the server at which it is at home.'}
      </p>
    </section>
  );
}
