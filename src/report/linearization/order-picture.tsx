import type { VNode } from 'preact';
import type { Core } from '../../checkers/linearizability/certificate.ts';
import { clipped } from '../text/names.ts';
import type { PartialOrder } from './explore-core.ts';

const ROW = 30;
const LEFT = 8;
const MOMENT = 46;
const BAR = 12;
const LONGEST = 52;

interface PictureProps {
  readonly core: Core;
  readonly order: PartialOrder;
  sayOf(operation: number): string;
}

/** The operations of a core as bars over the order of their beginnings and ends, with numbered points where they take effect. */
export function OrderPicture({ core: { operations }, order, sayOf }: PictureProps): VNode {
  const moments = [...new Set(operations.flatMap(({ call, ret }) => (ret === undefined ? [call] : [call, ret])))];
  moments.sort((a, b) => a - b);
  const end = moments.length;
  const at = (moment: number | undefined): number =>
    LEFT + MOMENT * (moment === undefined ? end : moments.indexOf(moment));
  const width = at(undefined) + LEFT;
  const points = pointsIn(operations, order, moments);
  const stuck = new Set(order.blocked.map(({ operation }) => operation));
  return (
    <div class="scroll" role="region" aria-label="Order of operations" tabindex={0}>
      <svg
        class="linearization"
        width={Math.max(width, 360)}
        height={ROW * operations.length + 6}
        role="img"
        aria-label="Operations as bars, and the points at which they take effect; the steps are listed below"
      >
        {operations.map(({ index, call, ret }, nth) => {
          const y = ROW * nth + 20;
          const bar = ret === undefined ? 'open' : stuck.has(nth) ? 'stuck' : 'possible';
          return (
            <g key={index}>
              <text x={at(call)} y={y - 4}>
                {clipped(sayOf(nth), LONGEST)}
              </text>
              <rect class={bar} x={at(call)} y={y} width={at(ret) - at(call)} height={BAR} />
            </g>
          );
        })}
        {points.map(({ operation, moment }, nth) => (
          <g key={operation} class="point">
            <circle cx={LEFT + MOMENT * moment} cy={ROW * operation + 20 + BAR / 2} r={8} />
            <text x={LEFT + MOMENT * moment} y={ROW * operation + 20 + BAR / 2 + 4} text-anchor="middle">
              {nth + 1}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

interface PlacedPoint {
  readonly operation: number;
  /** In numbers of moments; between two of them for an instant between two events. */
  readonly moment: number;
}

/** Places the steps of an order one after the other, each inside its bar. */
function pointsIn(
  operations: Core['operations'],
  { steps }: PartialOrder,
  moments: readonly number[],
): readonly PlacedPoint[] {
  const latest = (nth: number): number =>
    Math.min(
      ...steps.slice(nth).map(({ operation }) => {
        const ret = operations[operation]?.ret;
        return ret === undefined ? moments.length : moments.indexOf(ret);
      }),
    );
  let now = 0;
  return steps.map(({ operation }, nth) => {
    now = Math.max(now, moments.indexOf(operations[operation]?.call ?? 0));
    const until = Math.max(now, latest(nth));
    now += (until - now) / (steps.length - nth + 1);
    return { operation, moment: now };
  });
}
