import type { VerdictKind } from '../../checkers/verdict.ts';
import type { Price } from '../../claims/judgement.ts';
import type { GuaranteeScore, Score } from '../../claims/scorecard.ts';
import { formatTable } from './table.ts';
import { count, describeExercised, describeMicros, paintVerdict } from './words.ts';

/** A system's part of the scorecard: a line a guarantee, what was given up, and the price. */
export function formatScore(heading: string, score: Score): string {
  const rows = score.guarantees.map((guarantee) => [
    guarantee.name,
    paintVerdict(guarantee.verdict),
    describeRuns(guarantee),
    describeExercised(guarantee.exercised),
  ]);
  const tradeoffs = score.tradeoffs.map(
    ({ name, observed, of }) => `  ${name}: ${observed} of ${of} (measured, not judged)`,
  );
  return [heading, ...formatTable(rows, '  '), ...tradeoffs, `  price: ${describePrice(score.price)}`, ''].join('\n');
}

function describeRuns({ runs }: GuaranteeScore): string {
  const kinds: readonly VerdictKind[] = ['violated', 'unknown', 'holds', 'vacuous'];
  return kinds
    .filter((kind) => runs[kind] > 0)
    .map((kind) => `${runs[kind]} ${kind}`)
    .join(', ');
}

function describePrice(price: Price): string {
  const { operations, ok, refused, unknown, minorityOperations, minorityAnswered, serveAgainMicros } = price;
  const parts = [
    `${ok} of ${count(operations, 'operation')} ok, ${refused} refused, ${unknown} unknown`,
    `${minorityAnswered} of ${minorityOperations} answered on minority sides`,
    ...(serveAgainMicros === undefined ? [] : [`served again within ${describeMicros(serveAgainMicros)}`]),
  ];
  return parts.join('; ');
}
