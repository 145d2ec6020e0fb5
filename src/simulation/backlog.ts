import type { Node } from './node.ts';
import type { QueuedEvent } from './queued-event.ts';

/** What has come up at nodes that stand still or are busy, and waits for its turn. */
export class Backlog {
  readonly #held = new Map<Node, QueuedEvent[]>();
  /** Events that had their turn on a slow processor, and happen when they come again. */
  readonly #served = new Set<QueuedEvent>();
  /** Messages that were received, by the incarnation that did: no cut link takes them back, and they die with it. */
  readonly #received = new Map<QueuedEvent, number>();

  /** Whether the event is a message that has reached its node before. */
  hasReceived(event: QueuedEvent): boolean {
    return this.#received.has(event);
  }

  /** The incarnation that has received a message; undefined for one that comes straight from the network. */
  takeReceiver(event: QueuedEvent): number | undefined {
    if (this.#received.size === 0) return undefined;
    const epoch = this.#received.get(event);
    this.#received.delete(event);
    return epoch;
  }

  /** When an event of a hindered node comes up again, in microseconds of the run; `Infinity`: when the node goes on; undefined: it is its turn. */
  turnOf(event: QueuedEvent, node: Node, nowMicros: number): number | undefined {
    if (event.from !== undefined && !this.hasReceived(event)) this.#received.set(event, node.epoch);
    if (node.pauses > 0) {
      const held = this.#held.get(node);
      if (held === undefined) this.#held.set(node, [event]);
      else held.push(event);
      return Infinity;
    }
    if (this.#served.delete(event)) return undefined;
    node.busyUntilMicros = Math.max(nowMicros, node.busyUntilMicros) + node.slowMicros;
    this.#served.add(event);
    return node.busyUntilMicros;
  }

  /** What a paused node missed, in order. */
  release(node: Node): readonly QueuedEvent[] {
    const held = this.#held.get(node) ?? [];
    this.#held.delete(node);
    return held;
  }

  /** What waited for a paused node that then died never happens. */
  forget(node: Node): void {
    for (const event of this.release(node)) this.#received.delete(event);
  }
}
