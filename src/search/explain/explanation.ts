import type { Fault } from '../../nemesis/fault.ts';
import type { PlannedOperation } from '../../workloads/planned-operation.ts';
import type { Signature } from '../shrink/signature.ts';

/** Whether something is necessary: without it, the same run doesn't show the anomaly. */
export interface FaultNecessity {
  readonly fault: Fault;
  readonly isNecessary: boolean;
}

export interface OperationNecessity {
  readonly operation: PlannedOperation;
  /** Index of its invocation in the history; null when it never began. */
  readonly line: number | null;
  readonly isNecessary: boolean;
}

/** Something that no fault brings about, and that can be taken away all the same: chance in latencies, uncertainty of clocks. */
export interface ConditionNecessity {
  readonly name: string;
  /** What holds when it is taken away. */
  readonly without: string;
  readonly isNecessary: boolean;
}

/** How likely the anomaly is when everything random is drawn anew after a step of the run. */
export interface LikelihoodPoint {
  readonly atMicros: number;
  /** Index, in the history, of the step; null for the beginning. */
  readonly line: number | null;
  readonly futures: number;
  /** Futures that show the anomaly. */
  readonly showing: number;
}

/** One thing that happened between the faults and the wrong answer. Times are microseconds since the start. */
export type Link =
  | { readonly kind: 'line'; readonly atMicros: number; readonly line: number }
  | {
      readonly kind: 'message';
      readonly atMicros: number;
      readonly from: string;
      readonly to: string;
      readonly message: string;
      /** Arrival of the first copy; null: it was lost. */
      readonly arrivedMicros: number | null;
    }
  | {
      readonly kind: 'state';
      readonly atMicros: number;
      readonly node: string;
      readonly name: string;
      /** As JSON. */
      readonly value: string;
    };

/** How a run that passes differs from the one that fails. */
export interface NearestPassing {
  /** What was changed: a fault or an operation, by id, was left out; or the future was drawn anew from a time on. */
  readonly change:
    | { readonly kind: 'without-fault'; readonly id: number }
    | { readonly kind: 'without-operation'; readonly id: number }
    | { readonly kind: 'other-future'; readonly atMicros: number; readonly salt: number };
  /** Messages that both runs sent alike, before the first that differs. */
  readonly sharedMessages: number;
  /** The first message that differs, in words; null where one run ends first. */
  readonly firstMessage: { readonly failing: string | null; readonly passing: string | null };
  /** The first line of a client that differs, in words. */
  readonly firstAnswer: { readonly failing: string | null; readonly passing: string | null };
}

/**
 * Why a case fails, as plain data: what `capcheck explain --json` prints, and what stands beside the case as
 * `NAME.explain.json`. Versioned: what is read by programs changes only with `format`.
 */
export interface Explanation {
  readonly format: 'capcheck-explanation/1';
  readonly codeVersion: string;
  readonly system: string;
  readonly variant: string | null;
  readonly seed: number;
  readonly signature: Signature;
  readonly anomaly: { readonly message: string; readonly operations: readonly number[] };
  readonly faults: readonly FaultNecessity[];
  /** Ids of faults that together are enough, and none of which can be spared then. */
  readonly enoughFaults: readonly number[];
  /** Kinds of faults that shrinking has dropped, with how many there were: not necessary. */
  readonly droppedFaults: Readonly<Record<string, number>>;
  readonly conditions: readonly ConditionNecessity[];
  /** Null where there are too many to remove each: shrink the case first. */
  readonly operations: readonly OperationNecessity[] | null;
  readonly likelihood: readonly LikelihoodPoint[];
  /** Position in `likelihood` of the steepest rise to it from the point before; null where it never rises. */
  readonly jump: number | null;
  readonly links: readonly Link[];
  readonly nearestPassing: NearestPassing | null;
  /** Runs that it took. */
  readonly runs: number;
}
