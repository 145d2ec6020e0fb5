import type { Kernel } from './kernel.ts';
import type { Node } from './node.ts';

/** A message between nodes: plain data, told apart by `kind`. */
export interface Message {
  readonly kind: string;
}

/** A message on its way. `callId` ties a reply to its call; 0 for a message that wants no reply. */
export interface Envelope {
  readonly from: Node;
  readonly to: Node;
  readonly message: Message | undefined;
  readonly reply: unknown;
  readonly callId: number;
  readonly label: number;
}

/** A message as its receiver sees it. */
export class Request {
  readonly #kernel: Kernel;
  readonly #envelope: Envelope;

  constructor(kernel: Kernel, envelope: Envelope) {
    this.#kernel = kernel;
    this.#envelope = envelope;
  }

  /** Name of the sender. */
  get from(): string {
    return this.#envelope.from.name;
  }

  /** The message; its shape is what the program's protocol says for its `kind`. */
  get message(): Message {
    return this.#envelope.message ?? { kind: '' };
  }

  /** Answers the call. Without effect when the sender did not call but only sent. */
  reply(value: unknown): void {
    const { from, to, callId } = this.#envelope;
    if (callId !== 0) this.#kernel.transmit(to, from, undefined, value, callId);
  }
}
