import type { Operation } from './operation.generated.ts';

const FIRST_FIELDS = ['index', 'time', 'process', 'type', 'f', 'value', 'error'];

/** The fields of an operation that are there, as they are written: Jepsen's in Jepsen's order, then the extra ones. */
export function orderFields(operation: Operation): readonly (readonly [name: string, field: unknown])[] {
  const extra = Object.keys(operation).filter((name) => !FIRST_FIELDS.includes(name));
  return [...FIRST_FIELDS, ...extra]
    .map((name) => [name, operation[name]] as const)
    .filter(([, field]) => field !== undefined);
}
