import type { Operation } from '../../history/operation.generated.ts';

const STANDARD_FIELDS: ReadonlySet<string> = new Set(['index', 'time', 'process', 'type', 'f', 'value', 'error']);

/** What a line says beside the fields of Jepsen: `commitTimestamp`, `replica` … Undefined when it says nothing. */
export function extraFields(operation: Operation): Readonly<Record<string, unknown>> | undefined {
  const extra = Object.entries(operation).filter(([name]) => !STANDARD_FIELDS.has(name));
  return extra.length === 0 ? undefined : Object.fromEntries(extra);
}
