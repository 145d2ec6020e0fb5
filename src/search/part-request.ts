import type { Columns } from '../history/columns.ts';
import type { LinearizabilityOptions } from '../checkers/linearizability/options.ts';
import type { SpecName } from '../checkers/linearizability/specs/catalog.ts';

/** Options for several threads, where a spec can only be named. */
export type PartsOptions = LinearizabilityOptions & { readonly spec: SpecName };

/** A part of a history for a thread to judge. */
export interface PartRequest {
  readonly columns: Columns;
  readonly options: PartsOptions;
}
