import type { History, Invocation } from '../../history/history.ts';
import type { Operation } from '../../history/operation.generated.ts';
import { fieldsOf, resultOf } from '../values.ts';
import { readDisplays, unexpected } from './messages.ts';

const OPEN_SHAPE = '{ user, with, bodies: [body, …] }';

/** Where a user's message is found in a map of this folder. */
export function keyOf(user: string, body: string): string {
  return `${user} ${body}`;
}

/** By user and body the line that says that a message was shown for the first time. */
export function readFirstDisplays(history: History): ReadonlyMap<string, Operation> {
  const first = new Map<string, Operation>();
  for (const { user, body, stated } of readDisplays(history)) {
    const key = keyOf(user, body);
    if (!first.has(key)) first.set(key, stated);
  }
  return first;
}

/** By user and body the first opening of the chat in which the user then found the message. */
export function readFirstReadings(history: History): ReadonlyMap<string, Invocation> {
  const first = new Map<string, Invocation>();
  for (const open of history.of('open')) {
    if (open.outcome !== 'ok') continue;
    const result = resultOf(open);
    const { user, bodies } = fieldsOf(result, OPEN_SHAPE);
    if (typeof user !== 'string' || !Array.isArray(bodies)) throw unexpected(result, OPEN_SHAPE);
    for (const body of bodies) if (!first.has(keyOf(user, body))) first.set(keyOf(user, body), open);
  }
  return first;
}
