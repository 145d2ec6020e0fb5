import type { Call, Spec } from '../spec.ts';
import { sameValue } from './same-value.ts';

type Registers = Readonly<Record<string, unknown>>;
type Access = readonly [action: string, key: string | number, value: unknown];

/**
 * Several registers behind transactions: `txn [["r", key, value], ["w", key, value], …]`, also spelt `read` and `write`.
 * The whole list takes effect at once. A register that was never written reads `null`.
 */
export const multiRegister: Spec<Registers> = {
  name: 'multi-register',
  operations: ['txn'],
  initial: {},
  changesNothing: ({ argument }) => (argument as readonly Access[]).every(([action]) => isRead(action)),
  touches: ({ argument, result, known }) => ((known ? result : argument) as readonly Access[]).map(([, key]) => key),
  step(state: Registers, { argument, result, known }: Call): readonly Registers[] {
    const after: Record<string, unknown> = { ...state };
    for (const [action, key, value] of (known ? result : argument) as readonly Access[]) {
      if (!isRead(action)) after[key] = value;
      else if (known && !sameValue(after[key] ?? null, value)) return [];
    }
    return [after];
  },
};

function isRead(action: string): boolean {
  return action === 'r' || action === 'read';
}
