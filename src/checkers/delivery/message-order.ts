import type { History } from '../../history/history.ts';
import { Findings } from '../findings.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { type Display, readDisplays, readMessages, type SentMessage } from './messages.ts';

/** A message where it was shown. */
interface Shown {
  readonly sent: SentMessage;
  readonly display: Display;
}

/**
 * A user is shown the messages of one sender in the order in which that wrote them, and none without those acknowledged ones
 * that come before it. Only the first time that a message is shown counts. O(messages).
 */
export function checkMessageOrder(history: History): Verdict {
  const messages = readMessages(history);
  const findings = new Findings();
  const chats = collectChats(history, messages);
  let pairs = 0;
  for (const shown of chats.values()) {
    pairs += shown.length - 1;
    checkOrder(shown, findings);
  }
  checkGaps(chats, messages, findings);
  const exercised = { chats: chats.size, pairs };
  if (pairs === 0 && findings.all().length === 0)
    return { verdict: 'vacuous', exercised, reason: 'nobody was shown two messages of one sender' };
  return verdictOf(findings.all(), exercised);
}

/** What each user was shown of each sender, each message once. */
function collectChats(
  history: History,
  messages: ReadonlyMap<string, SentMessage>,
): ReadonlyMap<string, readonly Shown[]> {
  const chats = new Map<string, Shown[]>();
  const seen = new Set<SentMessage>();
  for (const display of readDisplays(history)) {
    const sent = messages.get(display.body);
    if (sent === undefined || sent.to !== display.user || seen.has(sent)) continue;
    seen.add(sent);
    const known = chats.get(chatOf(sent));
    if (known === undefined) chats.set(chatOf(sent), [{ sent, display }]);
    else known.push({ sent, display });
  }
  return chats;
}

function checkOrder(shown: readonly Shown[], findings: Findings): void {
  let latest: Shown | undefined;
  for (const next of shown) {
    const before = latest;
    if (before === undefined || before.sent.place < next.sent.place) latest = next;
    else
      findings.add('reordered-message', () => ({
        message: `${next.display.user} was shown ${before.sent.body} (observation ${before.display.stated.index}) before ${next.sent.body} (observation ${next.display.stated.index}), which ${next.sent.from} had written earlier.`,
        operations: [
          next.sent.operation.invoke.index,
          before.sent.operation.invoke.index,
          before.display.stated.index,
          next.display.stated.index,
        ],
      }));
  }
}

/** Acknowledged messages that were never shown although a later one of the same chat was. */
function checkGaps(
  chats: ReadonlyMap<string, readonly Shown[]>,
  messages: ReadonlyMap<string, SentMessage>,
  findings: Findings,
): void {
  const shown = new Set([...chats.values()].flatMap((chat) => chat.map(({ sent }) => sent)));
  const furthest = new Map<string, Shown>();
  for (const [chat, all] of chats)
    for (const one of all) if (one.sent.place > (furthest.get(chat)?.sent.place ?? -1)) furthest.set(chat, one);
  for (const sent of messages.values()) {
    const later = furthest.get(chatOf(sent));
    if (sent.acknowledged === undefined || shown.has(sent) || later === undefined || later.sent.place < sent.place)
      continue;
    findings.add('missing-message', () => ({
      message: `${sent.to} was shown ${later.sent.body} (observation ${later.display.stated.index}) but never ${sent.body}, which ${sent.from} had written earlier and a server had acknowledged (operation ${sent.acknowledged?.index}).`,
      operations: [sent.operation.invoke.index, sent.acknowledged?.index ?? 0, later.display.stated.index],
    }));
  }
}

function chatOf({ from, to }: SentMessage): string {
  return `${from} ${to}`;
}
