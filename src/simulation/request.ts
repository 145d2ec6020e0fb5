import type { Call } from './call.ts';
import type { Kernel } from './kernel.ts';
import type { Node } from './node.ts';

/** A message between nodes: plain data, told apart by `kind`. */
export interface Message {
  readonly kind: string;
}

/** A message as its receiver sees it. */
export class Request {
  /** Its shape is what the program's protocol says for its `kind`. */
  readonly message: Message;
  readonly #kernel: Kernel;
  readonly #sender: Node;
  readonly #receiver: Node;
  readonly #call: Call | undefined;

  constructor(kernel: Kernel, sender: Node, receiver: Node, message: Message, call: Call | undefined) {
    this.message = message;
    this.#kernel = kernel;
    this.#sender = sender;
    this.#receiver = receiver;
    this.#call = call;
  }

  /** Name of the sender. */
  get from(): string {
    return this.#sender.name;
  }

  /** Answers the call. Without effect when the sender did not call but only sent. */
  reply(value: unknown): void {
    if (this.#call !== undefined) this.#kernel.reply(this.#receiver, this.#call, value);
  }
}
