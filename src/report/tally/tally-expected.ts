import type { GuaranteeName } from '../../claims/vocabulary.ts';
import type { RunResult } from '../../search/run-result.ts';
import { isViolated } from './run-groups.ts';

/** How often runs that were meant to break a guarantee did so. */
export interface ExpectedTally {
  readonly runs: number;
  /** Runs in which the named guarantee broke. */
  readonly caught: number;
  /** Runs in which only other guarantees broke. */
  readonly caughtOtherwise: number;
  /** The lowest seed that broke the named guarantee. */
  readonly firstSeed: number | undefined;
}

export function tallyExpected(results: readonly RunResult[], guarantee: GuaranteeName): ExpectedTally {
  const isCaught = ({ judgement }: RunResult): boolean =>
    judgement.guarantees.some(({ name, verdict }) => name === guarantee && verdict.verdict === 'violated');
  const caught = results.filter(isCaught);
  return {
    runs: results.length,
    caught: caught.length,
    caughtOtherwise: results.filter((result) => isViolated(result) && !isCaught(result)).length,
    firstSeed: caught.length === 0 ? undefined : Math.min(...caught.map(({ seed }) => seed)),
  };
}
