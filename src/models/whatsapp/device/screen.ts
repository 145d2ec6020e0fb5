import type { Future } from '../../../simulation/future.ts';
import type { Host } from '../../../simulation/host.ts';
import type { ChatMessage } from '../items.ts';

interface HeldBack {
  readonly message: ChatMessage;
  /** Done when the message is shown. */
  readonly shown: Future<true>;
}

/** One sender's messages in a conversation. */
interface Thread {
  last: number;
  readonly heldBack: Map<number, HeldBack>;
}

/** What the user sees: each message once, and those of one sender in their order. */
export class Screen {
  readonly #host: Host;
  readonly #isDeduplicating: boolean;
  readonly #ids = new Set<string>();
  readonly #threads = new Map<string, Thread>();
  readonly #unread = new Map<string, ChatMessage[]>();
  #shown = 0;

  constructor(host: Host, isDeduplicating: boolean) {
    this.#host = host;
    this.#isDeduplicating = isDeduplicating;
  }

  /** How many messages were shown. */
  get shown(): number {
    return this.#shown;
  }

  /** What came and can't be shown before something else has come. */
  get heldBack(): readonly ChatMessage[] {
    return [...this.#threads.values()].flatMap(({ heldBack }) => [...heldBack.values()].map(({ message }) => message));
  }

  /** Takes a message: done once it is on the screen, or was there before. */
  take(message: ChatMessage): Future<true> {
    const thread = this.#threadOf(message);
    const { sequence } = message;
    const known = thread.heldBack.get(sequence)?.shown;
    if (known !== undefined) return known;
    const shown = this.#host.future<true>();
    this.#host.sometimes('whatsapp: message came to the device again', sequence <= thread.last);
    if (sequence <= thread.last) shown.resolve(true);
    else thread.heldBack.set(sequence, { message, shown });
    this.#host.sometimes('whatsapp: message held back for an earlier one', sequence > thread.last + 1);
    this.#showNext(thread);
    return shown;
  }

  /** The user opens a conversation: what is new in it. */
  open(conversation: string): readonly ChatMessage[] {
    const unread = this.#unread.get(conversation) ?? [];
    this.#unread.delete(conversation);
    return unread;
  }

  #showNext(thread: Thread): void {
    for (;;) {
      const next = thread.heldBack.get(thread.last + 1);
      if (next === undefined) return;
      thread.heldBack.delete(++thread.last);
      this.#show(next.message);
      next.shown.resolve(true);
    }
  }

  #show(message: ChatMessage): void {
    const { id, from, conversation, body } = message;
    const isKnown = this.#ids.has(id);
    this.#host.sometimes('whatsapp: message shown before was stored twice', isKnown);
    if (isKnown && this.#isDeduplicating) return;
    this.#ids.add(id);
    this.#shown++;
    const unread = this.#unread.get(conversation);
    if (unread === undefined) this.#unread.set(conversation, [message]);
    else unread.push(message);
    this.#host.observe('displayed', { user: this.#host.name, from, conversation, body, id });
  }

  #threadOf({ conversation, from }: ChatMessage): Thread {
    const name = `${conversation}/${from}`;
    let thread = this.#threads.get(name);
    if (thread === undefined) this.#threads.set(name, (thread = { last: 0, heldBack: new Map() }));
    return thread;
  }
}
