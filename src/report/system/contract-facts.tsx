import type { VNode } from 'preact';
import type { Claim } from '../../claims/vocabulary.ts';
import { listText, words } from '../text/names.ts';
import { countOf, durationText } from '../text/numbers.ts';

/** What the claim must survive, and how far that goes. */
export function ContractFacts({ claim }: { readonly claim: Claim }): VNode {
  const { contract, recoveryMicros } = claim;
  return (
    <section aria-labelledby="contract">
      <h2 id="contract">Contract</h2>
      <p>
        The claim must survive {listText(contract.faults.map(words)) || 'no fault'}. After the heal the system has{' '}
        {durationText(recoveryMicros)} to recover.
      </p>
      <ul>
        {contract.clockOffsetMicros > 0 && <li>A clock is at most {durationText(contract.clockOffsetMicros)} off.</li>}
        {contract.clockDriftPpm > 0 && <li>A clock runs at most {contract.clockDriftPpm} ppm fast or slow.</li>}
        {contract.disksLost > 0 && (
          <li>
            At most {countOf(contract.disksLost, 'disk')} {contract.disksLost === 1 ? 'is' : 'are'} lost in a run, and
            never within {durationText(contract.settleMicros)} of another fault.
          </li>
        )}
      </ul>
    </section>
  );
}
