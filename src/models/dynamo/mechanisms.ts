import { hashText } from '../../simulation/hash.ts';
import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';
import { type DotSet, NO_DOTS } from '../parts/causality/dot-set.ts';
import { mergeSiblings, type Siblings } from '../parts/causality/version.ts';
import type { Journal } from '../parts/hints/hint-store.ts';
import type { RingHash } from '../parts/ring/hash-ring.ts';
import type { GetReply, Refusal } from './messages.ts';
import type { Session } from './session.ts';

/** What a client bases a write on: values to change, and the context that says it has seen them. */
export interface WriteBasis {
  readonly values: readonly unknown[];
  readonly context: DotSet | null;
}

/** The decisions that make it correct, each in one place. A variant replaces some of them. */
export interface Mechanisms {
  /** The hash by which a server places nodes and keys on the ring. */
  ringHash(host: Host): RingHash;
  /** What a replica holds after it heard of other versions. */
  merge(stored: Siblings<unknown>, incoming: Siblings<unknown>): Siblings<unknown>;
  /** What read repair writes to the replicas that answered differently. */
  repairWith(answers: readonly Siblings<unknown>[], merged: Siblings<unknown>): Siblings<unknown>;
  /** What a replica holds after a repair. */
  applyRepair(stored: Siblings<unknown>, repair: Siblings<unknown>): Siblings<unknown>;
  /** Where hints are written down. */
  hintJournal(host: Host): Journal;
  /** Whether replicas compare their trees. */
  readonly hasAntiEntropy: boolean;
  /** Whether other nodes stand in for replicas that can't be reached, and fewer than R answers are answered with. */
  readonly isSloppy: boolean;
  /** What a put is taken to have seen; `known` gives what its coordinator has. */
  contextOfPut(context: DotSet | null, known: () => DotSet): DotSet;
  /** Reads what a client is about to change. */
  readForWrite(session: Session, key: string): Task<WriteBasis | Refusal>;
}

export const CORRECT: Mechanisms = {
  ringHash: () => hashText,
  merge: mergeSiblings,
  repairWith: (_answers, merged) => merged,
  applyRepair: mergeSiblings,
  hintJournal: (host) => host,
  hasAntiEntropy: true,
  isSloppy: true,
  contextOfPut: (context) => context ?? NO_DOTS,
  readForWrite: (session, key): Task<GetReply | Refusal> => session.get(key),
};
