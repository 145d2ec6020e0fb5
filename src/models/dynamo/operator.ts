import type { Host } from '../../simulation/host.ts';
import type { Program } from '../../simulation/node.ts';
import type { Task } from '../../simulation/task.ts';
import type { PlannedOperation } from '../../workloads/planned-operation.ts';
import { untilOk } from '../../workloads/until-ok.ts';
import type { RingChangeOrder } from './messages.ts';

/** Performs planned operations of no client: servers that join or leave the ring. */
export const OPERATOR = 'operator';

const RETRY_MICROS = 500_000;

/** Orders servers to join or leave, again and again until they say that they will, and states when they did. */
export class Operator implements Program {
  readonly #host: Host;
  readonly #operations: readonly PlannedOperation[];

  constructor(host: Host, operations: readonly PlannedOperation[]) {
    this.#host = host;
    this.#operations = operations;
  }

  start(): void {
    this.#host.spawn('orders', this.#orderAll());
  }

  receive(): void {
    throw new Error('the operator was sent a message that it did not ask for');
  }

  *#orderAll(): Task<void> {
    for (const { thinkMicros, f, value } of this.#operations) {
      yield* this.#host.sleep(thinkMicros);
      const order: RingChangeOrder = { kind: f === 'join' ? 'join' : 'leave' };
      const server = String(value);
      yield* untilOk(() => this.#host.call<true>(server, order, RETRY_MICROS));
      this.#host.observe(f, server);
    }
  }
}
