import type { Invocation } from '../../history/history.ts';

/** What a client does by itself. */
const LOCAL: readonly string[] = ['assign', 'subscribe', 'open', 'offline', 'sleep', 'garble', 'look'];

/**
 * Whether an operation asked a server for something: only that can be refused. One whose client had no connection all the
 * time says so by `unasked: true`.
 */
export function asksServer({ invoke, completion }: Invocation): boolean {
  return !LOCAL.includes(invoke.f) && completion?.['unasked'] !== true;
}
