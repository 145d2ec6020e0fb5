import type { PlannedOperation } from './planned-operation.ts';

/** Whether a user gives up early: three in four under faults do, so that some begin and end while a network is cut. */
export function isImpatient({ id, phase }: Pick<PlannedOperation, 'id' | 'phase'>): boolean {
  return phase === 'chaos' && id % 4 !== 0;
}

/** How long a user waits for an answer, in microseconds. */
export function patienceOf(operation: PlannedOperation, usualMicros: number, impatientMicros: number): number {
  return isImpatient(operation) ? impatientMicros : usualMicros;
}
