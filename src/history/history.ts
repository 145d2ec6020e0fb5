import type { Operation } from './operation.generated.ts';
import { pairOperations, type PairingOptions } from './pairing.ts';

/** What a client knows of an operation in the end: `info` means unknown, so it may take effect at any later time. */
export type Outcome = 'ok' | 'fail' | 'info';

/** A client operation from its invocation to its completion. Without a completion its outcome is `info`. */
export interface Invocation {
  readonly invoke: Operation;
  readonly completion: Operation | undefined;
  readonly outcome: Outcome;
}

/**
 * A recorded history: what checkers see of a run, and all that they see.
 * Operations keep the order in which they were recorded; that order, not `time`, says what came before what.
 */
export class History {
  readonly operations: readonly Operation[];
  /** For each position the position of its counterpart (invocation or completion), or -1. */
  readonly pairs: Int32Array;
  /** Client operations in the order of their invocations. */
  readonly invocations: readonly Invocation[];

  /** @throws HistoryError when an operation contradicts those before it (see `pairOperations`). */
  constructor(operations: readonly Operation[], options: PairingOptions = {}) {
    this.operations = operations;
    this.pairs = pairOperations(operations, options);
    this.invocations = collectInvocations(operations, this.pairs);
  }

  /** What non-clients other than the nemesis reported under the name `f`, in order. */
  observations(f: string): readonly Operation[] {
    return this.operations.filter((op) => op.f === f && typeof op.process === 'string' && op.process !== 'nemesis');
  }

  /** What the nemesis did, in order. */
  nemesis(): readonly Operation[] {
    return this.operations.filter((op) => op.process === 'nemesis');
  }

  /** Client operations whose `f` is one of the given names. */
  of(...names: readonly string[]): readonly Invocation[] {
    return this.invocations.filter(({ invoke }) => names.includes(invoke.f));
  }
}

function collectInvocations(operations: readonly Operation[], pairs: Int32Array): readonly Invocation[] {
  const invocations: Invocation[] = [];
  operations.forEach((invoke, position) => {
    if (invoke.type !== 'invoke' || typeof invoke.process === 'string') return;
    const completion = operations[pairs[position] ?? -1];
    const outcome = completion === undefined || completion.type === 'invoke' ? 'info' : completion.type;
    invocations.push({ invoke, completion, outcome });
  });
  return invocations;
}
