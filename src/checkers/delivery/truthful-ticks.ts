import type { History } from '../../history/history.ts';
import { fieldsOf, resultOf } from '../values.ts';
import { Findings } from '../findings.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { readDisplays, readMessages, readTicks, type StatedTick, unexpected } from './messages.ts';

const OPEN_SHAPE = '{ user, with, bodies: [body, …] }';
const RANK = { sent: 1, delivered: 2, read: 3 } as const;

/**
 * Ticks say what is so: a second one only after the recipient's device has shown the message, blue ones only after its user
 * was opening the chat. They appear at the sender's, and never go back. O(messages + ticks).
 */
export function checkTruthfulTicks(history: History): Verdict {
  const messages = readMessages(history);
  const shown = firstShown(history);
  const read = firstRead(history);
  const findings = new Findings();
  const ranks = new Map<string, number>();
  const exercised = { sent: 0, delivered: 0, read: 0 };
  for (const tick of readTicks(history)) {
    exercised[tick.tick]++;
    const { user, body, stated } = tick;
    const sent = messages.get(body);
    if (sent === undefined || sent.from !== user || sent.operation.invoke.index > stated.index) {
      add(findings, 'foreign-tick', tick, 'which is not a message that this user had written');
      continue;
    }
    const key = `${sent.to} ${body}`;
    if (tick.tick !== 'sent' && (shown.get(key) ?? Infinity) > stated.index)
      add(findings, 'early-delivered-tick', tick, `but ${sent.to} had not been shown it`, shown.get(key));
    if (tick.tick === 'read' && (read.get(key) ?? Infinity) > stated.index)
      add(findings, 'early-read-tick', tick, `but ${sent.to} had not opened the chat with it`, read.get(key));
    const before = ranks.get(body) ?? 0;
    if (RANK[tick.tick] <= before) add(findings, 'tick-went-back', tick, 'although it had as many before');
    ranks.set(body, Math.max(before, RANK[tick.tick]));
  }
  if (exercised.delivered + exercised.read === 0 && findings.all().length === 0)
    return { verdict: 'vacuous', exercised, reason: 'no sender ever saw a second tick' };
  return verdictOf(findings.all(), exercised);
}

/** By user and body the index at which a message was first shown. */
function firstShown(history: History): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const { user, body, stated } of readDisplays(history))
    if (!first.has(`${user} ${body}`)) first.set(`${user} ${body}`, stated.index);
  return first;
}

/** By user and body the index at which a user began to open the chat in which he then found the message. */
function firstRead(history: History): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const open of history.of('open')) {
    if (open.outcome !== 'ok') continue;
    const result = resultOf(open);
    const { user, bodies } = fieldsOf(result, OPEN_SHAPE);
    if (typeof user !== 'string' || !Array.isArray(bodies)) throw unexpected(result, OPEN_SHAPE);
    for (const body of bodies) if (!first.has(`${user} ${body}`)) first.set(`${user} ${body}`, open.invoke.index);
  }
  return first;
}

function add(
  findings: Findings,
  kind: string,
  { user, body, tick, stated }: StatedTick,
  but: string,
  late?: number,
): void {
  findings.add(kind, () => ({
    message: `${user} saw ${body} marked as ${tick} (observation ${stated.index}), ${but}${late === undefined ? '' : ` (that came only at ${late})`}.`,
    operations: late === undefined ? [stated.index] : [stated.index, late],
  }));
}
