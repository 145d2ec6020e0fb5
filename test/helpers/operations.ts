import type { Operation } from '../../src/history/operation.generated.ts';

/** Operations from short forms `[process, type, f, value]`, with index and time by position. */
export function operationsOf(
  ...rows: readonly (readonly [Operation['process'], Operation['type'], string, unknown?])[]
): Operation[] {
  return rows.map(([process, type, f, value = null], index) => ({ index, time: index, process, type, f, value }));
}
