/** A message of a chat. Its id is made by the device that sends it, and is the same however often it is sent. */
export interface ChatMessage {
  readonly type: 'message';
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly conversation: string;
  readonly body: string;
  /** Its place among its sender's messages in the conversation, given by the sender's shard. */
  readonly sequence: number;
}

/** Tells a sender how far messages have come. */
export interface Receipt {
  readonly type: 'receipt';
  readonly state: 'delivered' | 'read';
  readonly from: string;
  readonly to: string;
  readonly ids: readonly string[];
}

/** What goes from a user to another, by way of their shards. */
export type Item = ChatMessage | Receipt;

/** What a device hands in: a message without its place. */
export type Submission = Omit<ChatMessage, 'sequence'> | Receipt;

/** The same for each copy of an item at its recipient's shard. */
export function rowIdOf(item: Item): string {
  if (item.type === 'receipt') return `${item.state}/${item.from}/${item.ids[0] ?? ''}`;
  return `${item.conversation}/${item.from}/${item.sequence}`;
}

export function conversationOf(a: string, b: string): string {
  return a < b ? `${a}+${b}` : `${b}+${a}`;
}
