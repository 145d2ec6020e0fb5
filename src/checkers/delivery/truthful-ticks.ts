import type { History } from '../../history/history.ts';
import { describeInvocation, indicesOf } from '../describe.ts';
import { Findings } from '../findings.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { keyOf, readFirstDisplays, readFirstReadings } from './firsts.ts';
import { readMessages, readTicks, type StatedTick } from './messages.ts';
import { owedTicks } from './owed-ticks.ts';

const RANK = { sent: 1, delivered: 2, read: 3 } as const;

/**
 * Ticks say what is so: a second one only after the recipient's device has shown the message, blue ones only after its user
 * was opening the chat. They appear at the sender's, and never go back. And they come: once sender and recipient were in
 * reach for the time that it may take, without faults, a message that was shown has two, and one that was read blue ones.
 * O(messages + ticks).
 */
export function checkTruthfulTicks(history: History): Verdict {
  const messages = readMessages(history);
  const shown = readFirstDisplays(history);
  const read = readFirstReadings(history);
  const findings = new Findings();
  const ranks = new Map<string, number>();
  /** By rank and body, where a message first had so many ticks. */
  const reached = new Map<string, number>();
  const seen = { sent: 0, delivered: 0, read: 0 };
  for (const tick of readTicks(history)) {
    seen[tick.tick]++;
    const { user, body, stated } = tick;
    const sent = messages.get(body);
    if (sent === undefined || sent.from !== user || sent.operation.invoke.index > stated.index) {
      add(findings, 'foreign-tick', tick, 'which is not a message that this user had written');
      continue;
    }
    const key = keyOf(sent.to, body);
    if (tick.tick !== 'sent' && (shown.get(key)?.index ?? Infinity) > stated.index)
      add(findings, 'early-delivered-tick', tick, `but ${sent.to} had not been shown it`, shown.get(key)?.index);
    if (tick.tick === 'read' && (read.get(key)?.invoke.index ?? Infinity) > stated.index)
      add(
        findings,
        'early-read-tick',
        tick,
        `but ${sent.to} had not opened the chat with it`,
        read.get(key)?.invoke.index,
      );
    const before = ranks.get(body) ?? 0;
    if (RANK[tick.tick] <= before) add(findings, 'tick-went-back', tick, 'although it had as many before');
    ranks.set(body, Math.max(before, RANK[tick.tick]));
    for (let rank = before + 1; rank <= RANK[tick.tick]; rank++) reached.set(`${rank} ${body}`, stated.index);
  }
  let owed = 0;
  for (const { sent, tick, since, look } of owedTicks(history, messages, shown, read)) {
    owed++;
    if ((reached.get(`${RANK[tick]} ${sent.body}`) ?? Infinity) < (look.completion?.index ?? Infinity)) continue;
    findings.add(`missing-${tick}-tick`, () => ({
      message: `${sent.to} had ${tick === 'read' ? 'read' : 'been shown'} ${sent.body} (${since.index}), but ${sent.from} never saw it marked as ${tick} until ${describeInvocation(look)}.`,
      operations: [...new Set([...indicesOf(sent.operation), since.index, ...indicesOf(look)])],
    }));
  }
  const exercised = { ...seen, owed };
  if (seen.delivered + seen.read === 0 && findings.all().length === 0)
    return { verdict: 'vacuous', exercised, reason: 'no sender ever saw a second tick' };
  return verdictOf(findings.all(), exercised);
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
