import type { History, Invocation } from '../../history/history.ts';
import type { Operation } from '../../history/operation.generated.ts';
import { keyOf } from './firsts.ts';
import { readLastLooks } from './last-looks.ts';
import type { SentMessage } from './messages.ts';

/** Ticks that a sender must have seen by his last look. */
interface OwedTick {
  readonly sent: SentMessage;
  readonly tick: 'delivered' | 'read';
  /** What makes it so. */
  readonly since: Operation;
  readonly look: Invocation;
}

/**
 * What was shown or read so long before the last looks of both that its ticks must have come: in all that time there was no
 * fault, and both devices were in reach.
 *
 * @param shown by recipient and body, when a message was first shown; `read` when its chat was first opened
 */
export function* owedTicks(
  history: History,
  messages: ReadonlyMap<string, SentMessage>,
  shown: ReadonlyMap<string, Operation>,
  read: ReadonlyMap<string, Invocation>,
): Generator<OwedTick> {
  const looks = readLastLooks(history);
  for (const sent of messages.values()) {
    const sender = looks.get(sent.from);
    const recipient = looks.get(sent.to);
    if (sender === undefined || recipient === undefined) continue;
    const owedUntilNanos = Math.min(sender.owedUntilNanos, recipient.owedUntilNanos);
    const isOwed = (since: Operation | undefined): since is Operation =>
      since !== undefined && since.time <= owedUntilNanos;
    const key = keyOf(sent.to, sent.body);
    const display = shown.get(key);
    const opening = read.get(key)?.completion;
    if (isOwed(display)) yield { sent, tick: 'delivered', since: display, look: sender.look };
    if (isOwed(opening)) yield { sent, tick: 'read', since: opening, look: sender.look };
  }
}
