import type { KeptGroup } from '../../search/campaign/summary.ts';
import { count } from './words.ts';

/** A kind of failure in a sentence: what is broken, how often and under which faults, one witness. */
export function describeGroup({ signature, necessary, runs, message }: KeptGroup): string {
  return `${titleOf(signature)} in ${count(runs, 'run')}${necessary === null ? describeFaults(signature, runs) : describeNeed(necessary)}: ${message}`;
}

/** `external-consistency violated, stale-order`. */
export function titleOf({ guarantee, anomaly }: KeptGroup['signature']): string {
  return `${guarantee} violated, ${anomaly}`;
}

function describeNeed(necessary: readonly string[]): string {
  return necessary.length === 0 ? ', needs no fault' : `, needs ${necessary.join(', ')}`;
}

function describeFaults({ faults }: KeptGroup['signature'], runs: number): string {
  if (faults.length === 0) return '';
  return `, ${runs === 1 ? 'with' : 'all with'} ${faults.join(', ')}`;
}
