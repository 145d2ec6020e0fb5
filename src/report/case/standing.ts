import type { RunResult } from '../../search/run-result.ts';
import type { SystemFacts } from '../system-facts.ts';

/** Whether a failure speaks against the system, and in which words a page says so. */
export interface Standing {
  readonly kind: 'bug' | 'planted' | 'past-contract';
  readonly title: string;
  readonly text: string;
}

/** A failure of the correct system inside its contract is a bug; any other one was to be expected. */
export function standingOf(result: RunResult, system: SystemFacts | undefined): Standing {
  if (result.pastContract !== null) return pastContractStanding(result, system);
  const { variant } = result;
  if (variant === null)
    return {
      kind: 'bug',
      title: 'Inside the contract',
      text: `Every fault of this run is one that ${result.system} promises to survive. The claim should have held.`,
    };
  const known = system?.variants.find(({ name }) => name === variant);
  return {
    kind: 'planted',
    title: 'Inside the contract, with a planted mistake',
    text: `This is the variant ${variant}. ${known?.mistake ?? 'It has one mistake.'} The correct ${result.system} is not accused.`,
  };
}

function pastContractStanding({ system: name, pastContract }: RunResult, system: SystemFacts | undefined): Standing {
  const step = system?.claim.pastContract.find((known) => known.name === pastContract);
  const what = step === undefined ? `Step past the contract: ${pastContract}.` : sentence(step.description);
  return {
    kind: 'past-contract',
    title: 'PAST the contract',
    text: `${what} ${name} never promised to survive this; the failure shows where its promise ends.`,
  };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
