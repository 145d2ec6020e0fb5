import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';
import type { Client } from '../../workloads/client-program.ts';
import { patienceOf } from '../../workloads/patience.ts';
import type { Completion, PlannedOperation } from '../../workloads/planned-operation.ts';
import { SDK_TIMEOUT_MICROS, SDK_TRY_MICROS } from './config.ts';
import type { Mechanisms } from './mechanisms.ts';
import type { ApiReply, ChargeAnswer, ChargeOrder, PostCharge, PostTransaction } from './messages.ts';
import type { Sdk, SdkResult } from './sdk.ts';

/** What a charge operation asks for: the merchant uses the order's number as its idempotency key. */
export interface ChargeValue {
  readonly key: string;
  readonly merchant: string;
  readonly card: string;
  readonly amount: number;
}

/** A merchant's program: charges cards, and reads and changes what else is in the database. */
export class MerchantClient implements Client {
  readonly #host: Host;
  readonly #sdk: Sdk;
  readonly #mechanisms: Mechanisms;
  readonly #impatientTimeoutMicros: number;

  /** @param impatientTimeoutMicros after which most callers under faults give up */
  constructor(host: Host, sdk: Sdk, mechanisms: Mechanisms, impatientTimeoutMicros: number) {
    this.#host = host;
    this.#sdk = sdk;
    this.#mechanisms = mechanisms;
    this.#impatientTimeoutMicros = impatientTimeoutMicros;
  }

  perform(operation: PlannedOperation): Task<Completion> {
    const { id, f, value } = operation;
    if (f === 'charge') return this.#charge(id, value as ChargeValue, this.#timeoutOf(operation));
    if (f === 'write' || f === 'txn') return this.#change(operation);
    return this.#read(operation);
  }

  *#charge(id: number, value: ChargeValue, timeoutMicros: number): Task<Completion> {
    const { key, merchant, card, amount } = value;
    const order: ChargeOrder = { reference: key, merchant, card, amount };
    const request = `${this.#host.name}/${id}`;
    const message: PostCharge = { kind: 'post-charge', request, key, order };
    if (!this.#mechanisms.areWritesHedged) return completionOf(value, yield* this.#sdk.post(message, timeoutMicros));
    const messageOf = (nth: number): PostCharge => ({ ...message, key: `${key}#${nth}` });
    const hedged = yield* this.#sdk.hedge(messageOf, request, SDK_TRY_MICROS);
    return completionOf(value, hedged === undefined ? { status: 'unknown', why: 'timeout' } : resultOf(hedged));
  }

  *#change(operation: PlannedOperation): Task<Completion> {
    const { id, f, value } = operation;
    const request = `${this.#host.name}/${id}`;
    const message: PostTransaction = {
      kind: 'post-transaction',
      request,
      key: request,
      merchant: this.#host.name,
      f,
      value,
    };
    return completionOf(value, yield* this.#sdk.post(message, this.#timeoutOf(operation)));
  }

  #timeoutOf(operation: PlannedOperation): number {
    return patienceOf(operation, SDK_TIMEOUT_MICROS, this.#impatientTimeoutMicros);
  }

  *#read(operation: PlannedOperation): Task<Completion> {
    const { id, f, value } = operation;
    const messageOf = (request: string): PostTransaction => {
      return { kind: 'post-transaction', request, key: null, merchant: this.#host.name, f, value };
    };
    return completionOf(value, yield* this.#sdk.get(messageOf, `${this.#host.name}/${id}`, this.#timeoutOf(operation)));
  }
}

function resultOf(reply: ApiReply): SdkResult {
  if (reply.status === 'done' || reply.status === 'declined' || reply.status === 'mismatch') return reply;
  return { status: 'unknown', why: reply.status };
}

/** The answer as the history shows it: under its key, which is the order's number. */
function chargedValue(answer: unknown): unknown {
  const { reference, ...rest } = answer as ChargeAnswer;
  return { key: reference, ...rest };
}

function completionOf(value: unknown, result: SdkResult): Completion {
  switch (result.status) {
    case 'done':
      return { type: 'ok', value: 'charge' in (result.value as object) ? chargedValue(result.value) : result.value };
    case 'declined':
      return { type: 'fail', value, error: 'card declined' };
    case 'mismatch':
      return { type: 'fail', value, error: 'parameters differ from those first used with the key' };
    case 'refused':
      return { type: 'fail', value, error: result.why };
    case 'unknown':
      return { type: 'info', value, error: result.why };
  }
}
