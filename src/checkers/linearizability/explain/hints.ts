import type { Columns } from '../../../history/columns.ts';
import { INVOKE } from '../../../history/operation-type.ts';
import type { FoundViolation } from './find-violation.ts';
import { describeStates } from './describe-call.ts';

/** What to try when the history is right and the question may have been wrong. */
export function hintsOn(columns: Columns, violations: readonly FoundViolation[], initial: unknown): readonly string[] {
  const hints: string[] = [];
  if (violations.length === 0) return hints;
  if (looksIndependent(columns)) hints.push(INDEPENDENT_HINT);
  else if (violations.some(({ core }) => core !== undefined && core.begin < 0 && core.operations.length === 1))
    hints.push(
      `one operation is enough for this, right at the beginning: if the object did not begin as ${describeStates([initial])}, say how it did with --initial (\`initial\`)`,
    );
  return hints;
}

/** For a history that is checked as one object. */
export const INDEPENDENT_HINT =
  'every operation is about a pair [key, value]: with --independent (`independent`) each key is an object of its own';

/** Whether every client asks for `[key, value]`, with nothing as the value when it reads. */
export function looksIndependent(columns: Columns): boolean {
  let asksForKey = false;
  for (let position = 0; position < columns.length; position++) {
    if (columns.type[position] !== INVOKE || columns.process[position]! < 0) continue;
    const value = columns.values[columns.value[position]!];
    if (columns.key[position]! >= 0 || !Array.isArray(value) || value.length !== 2) return false;
    const [key, inner] = value as readonly unknown[];
    if (typeof key !== 'string' && typeof key !== 'number') return false;
    asksForKey ||= inner === null;
  }
  return asksForKey;
}
