import type { History } from '../../history/history.ts';
import { finalInvocations } from '../cluster/final-phase.ts';

/** For each partition that was polled with success in the final phase the index at which the last such poll began. */
export function readFinalPolls(history: History): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const { invoke, completion, outcome } of finalInvocations(history, 'poll'))
    if (outcome === 'ok') for (const partition of partitionsAsked(completion?.value)) last.set(partition, invoke.index);
  return last;
}

/** Partitions that a poll answered for, also those in which it found nothing. */
function partitionsAsked(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((step: unknown) =>
    Array.isArray(step) && step[0] === 'poll' ? Object.keys((step as unknown[])[1] ?? {}) : [],
  );
}
