import { countText } from '../text/numbers.ts';
import { lengthOf } from './window.ts';
import type { Panel } from './panel.ts';

const MILLI = 1_000_000;
const LEAST_DISTANCE = 96;
const FINEST_STEP_NANOS = 1000;

/** A mark on the axis of time. */
export interface Tick {
  readonly nanos: number;
  readonly label: string;
}

/** Marks at round times, at least 96 pixels apart. */
export function ticksOf(panel: Panel): readonly Tick[] {
  const step = roundStep((lengthOf(panel) * LEAST_DISTANCE) / panel.width);
  const ticks: Tick[] = [];
  for (let nth = Math.ceil(panel.fromNanos / step); nth * step <= panel.toNanos; nth++)
    ticks.push({ nanos: nth * step, label: tickLabel(nth * step, step) });
  return ticks;
}

/** The next of 1, 2, 5, 10, 20 … at or above the given length. */
function roundStep(leastNanos: number): number {
  for (let decade = FINEST_STEP_NANOS; ; decade *= 10)
    for (const factor of [1, 2, 5]) if (decade * factor >= leastNanos) return decade * factor;
}

function tickLabel(nanos: number, step: number): string {
  if (step >= 100 * MILLI) return `${trimmed(nanos / (1000 * MILLI), step >= 1000 * MILLI ? 0 : 1)} s`;
  return `${trimmed(nanos / MILLI, step >= MILLI ? 0 : 3)} ms`;
}

function trimmed(value: number, digits: number): string {
  const [whole = '0', fraction] = value.toFixed(digits).split('.');
  return fraction === undefined ? countText(Number(whole)) : `${countText(Number(whole))}.${fraction}`;
}
