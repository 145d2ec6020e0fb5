import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';
import type { Client } from '../../workloads/client-program.ts';
import type { Completion, PlannedOperation } from '../../workloads/planned-operation.ts';
import { isImpatient } from '../../workloads/patience.ts';
import { CLIENT_TIMEOUT_MICROS, READER_TIMEOUT_MICROS } from './config.ts';
import type { Question } from './messages.ts';
import { ShopSession } from './shop-session.ts';

/** What the operations of clients ask for. `request` names what is asked for, however often, and by whomever. */
export interface ReserveValue {
  readonly request: string;
  readonly item: string;
  readonly units: number;
  /** How long the customer may take to confirm. */
  readonly lifeMicros: number;
}

export interface EndValue {
  readonly request: string;
  readonly reservation: string;
  readonly item: string;
}

/** A customer's program. */
export class Customer implements Client {
  readonly #shops: ShopSession;

  /** @param shops the one beside the client first */
  constructor(host: Host, shops: readonly string[]) {
    this.#shops = new ShopSession(host, shops);
  }

  *perform(operation: PlannedOperation): Task<Completion> {
    const { f, value } = operation;
    const isReaderInHaste = f === 'stock' && isImpatient(operation);
    const timeoutMicros = isReaderInHaste ? READER_TIMEOUT_MICROS : CLIENT_TIMEOUT_MICROS;
    const answer = yield* this.#shops.ask(questionOf(f, value), timeoutMicros, !isImpatient(operation));
    if (answer.status === 'done') return { type: 'ok', value: answer.value };
    // A reading that nobody saw has changed nothing.
    return { type: answer.status === 'retry' && f !== 'stock' ? 'info' : 'fail', value, error: answer.why };
  }
}

function questionOf(f: string, value: unknown): Question {
  if (f === 'stock') return { kind: 'stock', item: (value as { readonly item: string }).item };
  if (f === 'reserve') {
    const { request, item, units } = value as ReserveValue;
    return { kind: 'reserve', request, item, units };
  }
  return { kind: f as 'confirm' | 'cancel', ...(value as EndValue) };
}
