import type { Columns } from '../../history/columns.ts';
import { FAIL, INVOKE, OK } from '../../history/operation-type.ts';
import type { Spec } from './spec.ts';

/** How much of what linearizability is about happened in a history. */
export interface Exercise {
  /** Completed calls that only look. */
  readonly reads: number;
  /** Pairs of a read and an update on one object that overlap in time; pairs of any calls when the spec has no reads. */
  readonly concurrentPairs: number;
  /** Updates that may or may not have taken effect. */
  readonly unknownWrites: number;
}

/** Counts in one pass over the events. Calls that failed count for nothing. */
export function exerciseOf(columns: Columns, spec: Spec, only: readonly string[] | undefined): Exercise {
  const READ = 1;
  const UPDATE = 2;
  const kinds = columns.fNames.map((name) => {
    if (!spec.operations.includes(name) || (only !== undefined && !only.includes(name))) return 0;
    return spec.readOnly?.includes(name) === true ? READ : UPDATE;
  });
  const hasReads = spec.readOnly !== undefined && spec.readOnly.length > 0;
  const activeReads = new Int32Array(columns.keys.length + 1);
  const activeUpdates = new Int32Array(columns.keys.length + 1);
  let reads = 0;
  let concurrentPairs = 0;
  let unknownWrites = 0;
  for (let position = 0; position < columns.length; position++) {
    const isInvocation = columns.type[position] === INVOKE;
    const invocation = isInvocation ? position : columns.pair[position]!;
    if (invocation < 0 || columns.process[position]! < 0) continue;
    const kind = kinds[columns.f[invocation]!]!;
    const completion = isInvocation ? columns.pair[position]! : position;
    const outcome = completion < 0 ? INVOKE : columns.type[completion]!;
    if (kind === 0 || outcome === FAIL) continue;
    const object = columns.key[invocation]! + 1;
    const active = kind === READ ? activeReads : activeUpdates;
    if (isInvocation) {
      if (kind === READ || !hasReads) concurrentPairs += activeUpdates[object]!;
      else concurrentPairs += activeReads[object]!;
      if (outcome === OK || kind === UPDATE) active[object]!++;
      if (outcome !== OK && kind === UPDATE) unknownWrites++;
    } else if (outcome === OK) {
      active[object]!--;
      if (kind === READ) reads++;
    }
  }
  return { reads, concurrentPairs, unknownWrites };
}
