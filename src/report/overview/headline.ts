import { isViolated, type RunGroups } from '../tally/run-groups.ts';
import { countOf, partOf } from '../text/numbers.ts';

/**
 * What a report says, in one sentence. Variants and runs past the contract are meant to break: they only count where
 * there is nothing else.
 */
export function headline({ correct, variants, pastContract }: RunGroups): string {
  const broken = correct.filter(isViolated).length;
  const unknown = correct.filter(({ judgement }) => judgement.verdict === 'unknown').length;
  if (broken > 0) return `${partOf(broken, correct.length, 'run')} inside the contract broke a guarantee.`;
  if (correct.length > 0) {
    const undecided = unknown > 0 ? `, but ${countOf(unknown, 'run')} could not be decided` : '';
    return `No guarantee broke in ${countOf(correct.length, 'run')} inside the contract${undecided}.`;
  }
  const expected = [...variants, ...pastContract];
  if (expected.length === 0) return 'Nothing was run.';
  return `${partOf(expected.filter(isViolated).length, expected.length, 'run')} that were meant to break a guarantee broke one.`;
}
