import type { CallEvent, Event } from './event.ts';
import { MalformedHistoryError } from './malformed-history-error.ts';
import type { Operation } from './operation.ts';

interface OpenCall<I, M> {
  readonly call: CallEvent<I, M>;
  readonly index: number;
}

/**
 * Joins each call to its return. The operations come in the order of their calls, and an event's place in the list is
 * its time, so no two times are equal.
 *
 * @throws MalformedHistoryError when an event has no partner, or shares its identifier with another pair.
 */
export function pairEvents<I, O, M>(events: readonly Event<I, O, M>[]): Operation<I, O, M>[] {
  const open = new Map<number, OpenCall<I, M>>();
  const seen = new Set<number>();
  const operations = new Map<number, Operation<I, O, M>>();
  events.forEach((event, index) => {
    if (event.kind === 'call') {
      if (seen.has(event.id))
        throw new MalformedHistoryError(`Event ${index} calls id ${event.id} a second time.`, index);
      seen.add(event.id);
      open.set(event.id, { call: event, index });
      return;
    }
    const started = open.get(event.id);
    if (started === undefined) {
      throw new MalformedHistoryError(
        `Event ${index} returns id ${event.id}, which no call before it left open.`,
        index,
      );
    }
    open.delete(event.id);
    operations.set(started.index, {
      clientId: started.call.clientId,
      input: started.call.value,
      call: started.index,
      output: event.value,
      return: index,
      metadata: event.metadata ?? started.call.metadata,
    });
  });
  for (const { call, index } of open.values()) {
    throw new MalformedHistoryError(
      `Event ${index} calls id ${call.id}, which never returns; append a return with an output that the model takes for unknown.`,
      index,
    );
  }
  return [...operations].sort(([left], [right]) => left - right).map(([, operation]) => operation);
}
