import type { Operation } from '../../history/operation.generated.ts';
import { counterWords } from './names.ts';
import { stampText } from './numbers.ts';
import { shown } from './shapes.ts';

const STANDARD_FIELDS: ReadonlySet<string> = new Set(['index', 'time', 'process', 'type', 'f', 'value', 'error']);

/** What a line says beside the fields of Jepsen: `commitTimestamp`, `replica` … Undefined when it says nothing. */
export function extraFields(operation: Operation): Readonly<Record<string, unknown>> | undefined {
  const extra = Object.entries(operation).filter(([name]) => !STANDARD_FIELDS.has(name));
  return extra.length === 0 ? undefined : Object.fromEntries(extra);
}

/** Such fields in words: `commit timestamp 1005.852162 s, replica n3`. */
export function extraText(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .map(([name, value]) => {
      const isStamp = name.endsWith('Timestamp') && typeof value === 'number';
      return `${counterWords(name)} ${isStamp ? stampText(value) : shown(value)}`;
    })
    .join(', ');
}
