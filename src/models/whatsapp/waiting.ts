import type { Host } from '../../simulation/host.ts';
import type { Item, Submission } from './items.ts';

/** What waits in one queue, and who must act so that it goes on. */
export interface Waiting {
  readonly queue: string;
  readonly items: readonly (Item | Submission)[];
  readonly for: string;
}

/** States everything that is on its way and stands here. */
export function stateWaiting(host: Host, queues: readonly Waiting[]): void {
  const items = queues.flatMap(({ queue, items: waiting, for: awaited }) =>
    waiting.map((item) => ({ queue, what: nameOf(item), from: item.from, to: item.to, for: awaited })),
  );
  host.observe('waiting', { items });
}

function nameOf(item: Item | Submission): string {
  return item.type === 'message' ? item.body : `receipt (${item.state})`;
}
