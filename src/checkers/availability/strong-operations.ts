import type { Invocation } from '../../history/history.ts';

/** Operations that promise the present state, so that they need a majority. Snapshot reads may be of the past. */
const STRONG: readonly string[] = [
  'read',
  'write',
  'cas',
  'txn',
  'send',
  'transfer',
  'balances',
  'charge',
  'journal',
  'reserve',
  'confirm',
  'cancel',
  'stock',
];
/** Those of them that may change nothing, as a charge under a key that was used before only reads what was answered then. */
const READINGS: readonly string[] = ['read', 'balances', 'journal', 'charge', 'stock'];

/** Whoever processes records of a log needs a majority to write what came of them, not to find that there are none. */
export function isStrong({ invoke, completion, outcome }: Invocation): boolean {
  if (invoke.f === 'process') return outcome !== 'ok' || hasSent(completion?.value);
  return STRONG.includes(invoke.f);
}

function hasSent(value: unknown): boolean {
  return Array.isArray(value) && value.some((step: unknown) => Array.isArray(step) && step[0] === 'send');
}

/** Whether an operation may have changed nothing when it succeeded. */
export function isReadOnly({ invoke }: Invocation): boolean {
  if (invoke.f === 'txn')
    return (
      Array.isArray(invoke.value) && invoke.value.every((micro: unknown) => Array.isArray(micro) && micro[0] === 'r')
    );
  return READINGS.includes(invoke.f);
}
