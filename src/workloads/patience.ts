import type { PlannedOperation } from './planned-operation.ts';

/**
 * How long a user waits for an answer, in microseconds: three in four under faults give up early, so that some begin and
 * end while a network is cut.
 */
export function patienceOf({ id, phase }: PlannedOperation, usualMicros: number, impatientMicros: number): number {
  return phase === 'chaos' && id % 4 !== 0 ? impatientMicros : usualMicros;
}
