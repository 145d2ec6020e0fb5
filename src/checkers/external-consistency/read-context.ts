import type { Findings } from '../findings.ts';
import { indexOf, introduce, show } from './describe.ts';
import type { KeyState } from './key-state.ts';
import type { Access, TimestampedOperation } from './timestamped.ts';
import type { UnknownCommits } from './unknown-commits.ts';
import type { WriterIndex } from './writers.ts';

export interface ReadContext {
  readonly writers: WriterIndex;
  readonly unknown: UnknownCommits;
  readonly findings: Pick<Findings, 'add'>;
  /** Once a read has seen a write of unknown outcome, later ones must see its writes to other keys as well. */
  readonly requireOthers: (writer: TimestampedOperation) => void;
}

/** One read of one key at its place in the sweep. It must see what was committed below `bound`, and its own earlier writes. */
export interface TimestampedRead {
  readonly operation: TimestampedOperation;
  readonly key: unknown;
  readonly value: unknown;
  readonly bound: number;
  readonly own: readonly Access[];
  readonly state: KeyState;
}

/** Records an anomaly of a read and the operation whose write it missed or saw. */
export function report(
  { findings }: ReadContext,
  kind: string,
  { operation, key, value }: TimestampedRead,
  other: TimestampedOperation | undefined,
  what: string,
): void {
  findings.add(kind, () => ({
    message: `${introduce(operation)} read key ${show(key)} as ${show(value)}, ${what}`,
    operations:
      other === undefined || other === operation ? [indexOf(operation)] : [indexOf(other), indexOf(operation)],
  }));
}
