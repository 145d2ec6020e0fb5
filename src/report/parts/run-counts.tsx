import type { VNode } from 'preact';
import type { VerdictKind } from '../../checkers/verdict.ts';
import type { GuaranteeScore } from '../../claims/scorecard.ts';
import { countOf, countText } from '../text/numbers.ts';

const KINDS: readonly VerdictKind[] = ['violated', 'unknown', 'holds', 'vacuous'];

/** In how many runs a verdict was reached, and what the others say. */
export function RunCounts({ score }: { readonly score: GuaranteeScore }): VNode {
  const { runs, verdict } = score;
  const total = KINDS.reduce((sum, kind) => sum + runs[kind], 0);
  const agreeing = runs[verdict];
  const rest = KINDS.filter((kind) => kind !== verdict && runs[kind] > 0);
  return (
    <>
      {agreeing === total ? `in ${countOf(total, 'run')}` : `in ${countText(agreeing)} of ${countOf(total, 'run')}`}
      {rest.map((kind) => `, ${countText(runs[kind])} ${kind}`).join('')}
    </>
  );
}
