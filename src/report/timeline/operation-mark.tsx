import type { VNode } from 'preact';
import type { Outcome } from '../../history/history.ts';
import { round } from './panel.ts';

interface MarkProps {
  /** Undefined for a line that a server recorded. */
  readonly outcome: Outcome | undefined;
  /** Present when the operation is cited. */
  readonly letter: string | undefined;
  readonly left: number;
  readonly right: number;
  /** How far an unknown outcome fades out to the right, in pixels. */
  readonly fade: number;
  readonly centre: number;
  readonly bar: number;
}

/**
 * An operation as a bar. The outcome shows in its form as much as in its colour: ok is solid, fail is hollow and ends in
 * a cross, unknown is hatched and fades out; what a server recorded is a diamond.
 */
export function OperationMark(props: MarkProps): VNode {
  const { outcome, letter, left, right, fade, centre, bar } = props;
  const width = round(Math.max(3, right - left));
  const top = round(centre - bar / 2);
  const isCited = letter !== undefined;
  const ringWidth = outcome === 'info' ? width + fade : outcome === undefined ? bar : width;
  return (
    <g class={`op ${outcome ?? 'observed'}`}>
      {isCited && (
        <rect
          class="ring"
          x={round((outcome === undefined ? left - bar / 2 : left) - 3.5)}
          y={round(top - 3.5)}
          width={round(ringWidth + 7)}
          height={bar + 7}
          rx={3}
        />
      )}
      {outcome === 'info' && <rect class="fade" x={round(left + width)} y={top} width={fade} height={bar} />}
      {outcome === undefined ? (
        <path class="bar" d={diamond(left, centre, bar / 2)} />
      ) : (
        <rect class="bar" x={left} y={top} width={width} height={bar} />
      )}
      {outcome === 'fail' && <path class="cross" d={cross(left + width, centre, bar / 2)} />}
    </g>
  );
}

function diamond(x: number, y: number, half: number): string {
  return `M${round(x - half)} ${round(y)}L${round(x)} ${round(y - half)}L${round(x + half)} ${round(y)}L${round(x)} ${round(y + half)}Z`;
}

function cross(x: number, y: number, half: number): string {
  const [left, right, top, bottom] = [round(x - half), round(x + half), round(y - half), round(y + half)];
  return `M${left} ${top}L${right} ${bottom}M${left} ${bottom}L${right} ${top}`;
}
