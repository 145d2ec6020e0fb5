import type { Fault } from '../../nemesis/fault.ts';
import type { Plan } from '../plan.ts';
import { type PlanSize, sizeOf } from './plan-size.ts';
import type { Shrunk } from './shrink-plan.ts';
import type { Signature } from './signature.ts';

/**
 * How a case came to be as small as it is: the optional field `shrunk` of a case file. Versioned: what is read by
 * programs changes only with `format`.
 */
export interface ShrunkFrom {
  readonly format: 'capcheck-shrunk/1';
  /** The failure that was kept. */
  readonly signature: Signature;
  readonly runs: number;
  /** `minimal`: nothing smaller was found; `budget`, `interrupted`: the search ended earlier. */
  readonly end: Shrunk['end'];
  readonly before: PlanSize;
  readonly after: PlanSize;
  /** Kinds of faults that the original plan had and this one doesn't need, with how many there were. */
  readonly dropped: Readonly<Partial<Record<Fault['kind'], number>>>;
}

/** What there is to say of a search, or of how far it has come. */
export function shrunkFrom(original: Plan, { plan, runs, end }: Shrunk, signature: Signature): ShrunkFrom {
  const needed = new Set(plan.faults.map(({ kind }) => kind));
  const dropped: Partial<Record<Fault['kind'], number>> = {};
  for (const { kind } of original.faults) if (!needed.has(kind)) dropped[kind] = (dropped[kind] ?? 0) + 1;
  const format = 'capcheck-shrunk/1';
  return { format, signature, runs, end, before: sizeOf(original), after: sizeOf(plan), dropped };
}
