import { columnsOf, type Columns } from '../../history/columns.ts';
import type { History } from '../../history/history.ts';
import type { Verdict } from '../verdict.ts';
import { judgeColumns, verdictOn } from './findings.ts';
import type { LinearizabilityOptions } from './options.ts';

/**
 * Whether a history is linearizable: whether each operation can be thought to take effect at one instant between its
 * invocation and its completion (Herlihy and Wing 1990). An operation of unknown outcome takes effect at any time after its
 * invocation, or never. `holds` and `violated` carry a certificate.
 *
 * @param options.independent operations have the value `[key, value]`, and each key is an object of its own
 * @throws HistoryError for an operation that the spec does not know
 */
export function checkLinearizability(
  history: History,
  options: LinearizabilityOptions & { readonly independent?: boolean },
): Verdict {
  return checkLinearizabilityOfColumns(columnsOf(history, { independent: options.independent ?? false }), options);
}

/** `checkLinearizability` for a history in columns, whose keys are apart already. */
export function checkLinearizabilityOfColumns(columns: Columns, options: LinearizabilityOptions): Verdict {
  return verdictOn(judgeColumns(columns, options), options);
}
