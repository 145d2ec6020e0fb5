import type { Exercised } from '../verdict.ts';
import type { LinearizabilityOptions } from './options.ts';
import type { Spec } from './spec.ts';

/** Why a history without a violation says nothing. */
export function whyVacuous(
  spec: Spec,
  exercised: Exercised,
  options: Pick<LinearizabilityOptions, 'fs' | 'requireConcurrency'>,
): string | undefined {
  if (exercised['operations'] === 0)
    return options.fs === undefined
      ? 'the history has no operation of a client'
      : `the history has no ${options.fs.join(' or ')} of a client`;
  if (options.requireConcurrency !== true) return undefined;
  if (exercised['ok'] === 0) return 'no operation completed with ok, so nothing was observed';
  if (exercised['reads'] === 0 && spec.readOnly !== undefined && spec.readOnly.length > 0)
    return `no ${spec.readOnly.join(' or ')} completed, so nothing was observed`;
  if (exercised['concurrentPairs'] === 0)
    return 'no two operations on one object overlapped in time, so any order was forced';
  return undefined;
}
