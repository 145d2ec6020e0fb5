import type { RowStore } from '../../parts/row-store.ts';
import type { Directory } from '../directory.ts';
import { type ChatMessage, type Item, rowIdOf, type Submission } from '../items.ts';

const SEQUENCES = 'sequences';
const TAKEN = 'taken';

/** The tables of one shard: what waits for its users, and what waits to be forwarded to other shards. */
export class Mailboxes {
  readonly #shard: string;
  readonly #directory: Directory;

  constructor(shard: string, directory: Directory) {
    this.#shard = shard;
    this.#directory = directory;
  }

  /** What waits for a user, in its order. */
  waitingFor(rows: RowStore, user: string): readonly Item[] {
    return rows.rows<Item>(inboxOf(user));
  }

  /** What waits to be forwarded to a shard, in its order. */
  leavingFor(rows: RowStore, shard: string): readonly Item[] {
    return rows.rows<Item>(outboxOf(shard));
  }

  /** Takes what a user of this shard hands in: a message gets its place in the conversation, once for each time it comes. */
  accept(rows: RowStore, submission: Submission): void {
    if (submission.type === 'receipt') return this.#route(rows, submission);
    const row = counterOf(submission);
    const sequence = (rows.get<number>(SEQUENCES, row) ?? 0) + 1;
    rows.put(SEQUENCES, row, sequence);
    this.#route(rows, { ...submission, sequence });
  }

  /** Takes what another shard forwards; what came before is passed over. True for what was new. */
  take(rows: RowStore, item: Item): boolean {
    if (item.type === 'message') {
      const row = counterOf(item);
      if (item.sequence <= (rows.get<number>(TAKEN, row) ?? 0)) return false;
      rows.put(TAKEN, row, item.sequence);
    }
    rows.put(inboxOf(item.to), rowIdOf(item), item);
    return true;
  }

  /** The device of its user has an item. */
  acknowledge(rows: RowStore, item: Item): void {
    const row = rowIdOf(item);
    if (rows.get(inboxOf(item.to), row) === undefined) return;
    rows.delete(inboxOf(item.to), row);
    if (item.type === 'message')
      this.#route(rows, { type: 'receipt', state: 'delivered', from: item.to, to: item.from, ids: [item.id] });
  }

  /** Another shard has these. */
  forwarded(rows: RowStore, shard: string, items: readonly Item[]): void {
    for (const item of items) rows.delete(outboxOf(shard), rowIdOf(item));
  }

  #route(rows: RowStore, item: Item): void {
    const shard = this.#directory.shardOf(item.to);
    rows.put(shard === this.#shard ? inboxOf(item.to) : outboxOf(shard), rowIdOf(item), item);
  }
}

/** The user in whose inbox a table's rows are; undefined for another table. */
export function ownerOf(table: string): string | undefined {
  return table.startsWith('inbox ') ? table.slice('inbox '.length) : undefined;
}

/** The shard for which a table's rows wait to be forwarded; undefined for another table. */
export function destinationOf(table: string): string | undefined {
  return table.startsWith('outbox ') ? table.slice('outbox '.length) : undefined;
}

function inboxOf(user: string): string {
  return `inbox ${user}`;
}

function outboxOf(shard: string): string {
  return `outbox ${shard}`;
}

function counterOf({ from, conversation }: Pick<ChatMessage, 'from' | 'conversation'>): string {
  return `${conversation}/${from}`;
}
