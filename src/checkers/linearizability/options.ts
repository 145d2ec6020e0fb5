import type { Spec } from './spec.ts';
import type { SpecName } from './specs/catalog.ts';

/** How to check a history for linearizability. */
export interface LinearizabilityOptions {
  /** What one copy of the object would do: the name of a spec that comes with the project, or one of your own. */
  readonly spec: SpecName | Spec;
  /** The state before the first call, in the place of the spec's. */
  readonly initial?: unknown;
  /** Names of the operations to consider; others are left out. Without, an operation that the spec does not know is an error. */
  readonly fs?: readonly string[];
  /** Ends as `vacuous` a history without completed reads, or without calls on one object that overlap in time. */
  readonly requireConcurrency?: boolean;
  /** Skips the polynomial checkers. */
  readonly generic?: boolean;
  /** False: no proof of a violation, and nothing is judged after the first object that is wrong. Default: true. */
  readonly explain?: boolean;
  /** Successor states that the search may try for all objects together. Default: 100 million. */
  readonly stepBudget?: number;
  /** Memory that the search may take for one object. Default: 1 GiB. */
  readonly memoryBytes?: number;
}
