import type { History, Invocation } from '../../history/history.ts';
import { fieldsOf } from '../values.ts';
import { readChargeKeys } from './charges.ts';

/** Operations that ask for something under a name of the client's choice, so that asking again changes nothing. */
const NAMED: readonly string[] = ['reserve', 'confirm', 'cancel'];

/** All attempts under one name, in the order of their invocations; charges by their keys, other requests by their names. */
export function readRequests(history: History): readonly (readonly Invocation[])[] {
  const byName = new Map<string, Invocation[]>();
  for (const attempt of history.of(...NAMED)) {
    const name = JSON.stringify([attempt.invoke.f, fieldsOf(attempt.invoke, '{ request, … }')['request']]);
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [attempt]);
    else known.push(attempt);
  }
  return [...[...readChargeKeys(history).values()].map(({ attempts }) => attempts), ...byName.values()];
}
