import { groupBy } from '../../group-by.ts';
import type { PlannedOperation } from '../../workloads/planned-operation.ts';
import type { Plan } from '../plan.ts';
import { type Best, dropInChunks, type Pass, tryEach } from './step.ts';

/** Drops operations in chunks. */
export const dropOperations: Pass = {
  name: 'operations',
  begin: dropInChunks<PlannedOperation>({
    itemsOf: ({ plan }) => plan.operations,
    without: (best, dropped) => keepOperations(best, (operation) => !dropped.has(operation)),
  }),
};

/** Drops many operations at once, where a look at the run says which hardly matter. */
export const dropByLook: Pass = {
  name: 'operations that the witness does not need',
  begin: tryEach((best) => {
    const { plan, timing, witness } = best;
    const cited = new Set(witness);
    const isCited = ({ id }: PlannedOperation): boolean =>
      timing.get(id)?.lines.some((line) => cited.has(line)) === true;
    const lastMicros = Math.max(0, ...plan.operations.filter(isCited).map((operation) => startOf(best, operation)));
    const kinds = new Set(plan.operations.filter(isCited).map(({ f }) => f));
    const choices: readonly ((operation: PlannedOperation) => boolean)[] = [
      isCited,
      ({ id }) => timing.has(id),
      (operation) => startOf(best, operation) <= lastMicros,
      ({ f }) => kinds.has(f),
    ];
    return choices
      .map((isKept) => keepOperations(best, isKept))
      .filter(({ operations }) => operations.length > 0 && operations.length < plan.operations.length);
  }),
};

/** Drops everything that a client does, client by client. */
export const dropClients: Pass = {
  name: "all of a client's operations",
  begin: dropInChunks<string>({
    itemsOf: ({ plan }) => [...new Set(plan.operations.map(({ client }) => client))],
    without: (best, dropped) => keepOperations(best, ({ client }) => !dropped.has(client)),
  }),
};

/**
 * A plan with fewer operations, of which each begins when it began before: the client waits where it was busy.
 * An operation that was never seen to begin waits as much longer as those dropped before it would have.
 */
export function keepOperations({ plan, timing }: Best, isKept: (operation: PlannedOperation) => boolean): Plan {
  const kept = [...groupBy(plan.operations, ({ client, phase }) => `${client} ${phase}`).values()].flatMap(
    (sequence) => {
      let previous: PlannedOperation | undefined;
      let droppedMicros = 0;
      return sequence.flatMap((operation) => {
        if (!isKept(operation)) {
          if (operation.phase === 'chaos') droppedMicros += operation.thinkMicros;
          return [];
        }
        const start = timing.get(operation.id)?.startMicros;
        const end = previous === undefined ? 0 : timing.get(previous.id)?.endMicros;
        const isTimed = operation.phase === 'chaos' && typeof start === 'number' && typeof end === 'number';
        const thinkMicros = isTimed ? Math.max(0, start - end) : operation.thinkMicros + droppedMicros;
        previous = operation;
        droppedMicros = 0;
        return [{ ...operation, thinkMicros }];
      });
    },
  );
  const order = new Map(plan.operations.map(({ id }, position) => [id, position]));
  kept.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  return { ...plan, operations: kept };
}

function startOf({ timing }: Best, { id }: PlannedOperation): number {
  return timing.get(id)?.startMicros ?? Infinity;
}
