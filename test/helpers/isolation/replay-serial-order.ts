import type { History } from '../../../src/history/history.ts';

type Micro = readonly [f: string, key: unknown, value: unknown];

/**
 * Replays a serial order of transactions, given as indices of operations, and says what is wrong with it; undefined when it explains
 * every result. It knows nothing of how the order was found.
 */
export function replaySerialOrder(history: History, order: readonly number[], realtime: boolean): string | undefined {
  const position = new Map(history.operations.map(({ index }, at) => [index, at]));
  const listed = new Set(order);
  const mustBeListed = history.invocations.filter(
    ({ outcome, completion }) => outcome === 'ok' && !listed.has(completion!.index),
  );
  if (mustBeListed.length > 0) return `operation ${mustBeListed[0]!.completion!.index} is missing`;
  if (listed.size !== order.length) return 'an operation is listed twice';
  const state = new Map<string, unknown>();
  let latestInvocation = -1;
  for (const index of order) {
    const operation = history.operations[position.get(index)!]!;
    const isOk = operation.type === 'ok';
    if (operation.type === 'fail') return `operation ${index} failed and can't take part`;
    for (const [f, key, value] of operation.value as readonly Micro[]) {
      const name = JSON.stringify(key);
      if (f === 'append') state.set(name, [...((state.get(name) as unknown[] | undefined) ?? []), value]);
      else if (f === 'w') state.set(name, value);
      else if (isOk && text(value) !== text(state.get(name)))
        return `operation ${index} read ${text(value)}, not ${text(state.get(name))}`;
    }
    if (!realtime) continue;
    const at = position.get(index)!;
    const invokedAt = operation.type === 'invoke' ? at : history.pairs[at]!;
    const completedAt = isOk ? at : Infinity;
    if (completedAt < latestInvocation)
      return `operation ${index} completed before one that stands earlier was invoked`;
    latestInvocation = Math.max(latestInvocation, invokedAt);
  }
  return undefined;
}

/** An empty list and nothing are the same. */
function text(value: unknown): string {
  return Array.isArray(value) && value.length === 0 ? 'null' : JSON.stringify(value ?? null);
}
