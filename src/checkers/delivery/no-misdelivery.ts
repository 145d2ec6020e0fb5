import type { History } from '../../history/history.ts';
import { describeInvocation, indicesOf } from '../describe.ts';
import { Findings } from '../findings.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { readDisplays, readMessages } from './messages.ts';

/** Nobody is shown a message that was written to somebody else. O(messages). */
export function checkNoMisdelivery(history: History): Verdict {
  const messages = readMessages(history);
  const displays = readDisplays(history);
  const findings = new Findings();
  for (const { user, body, stated } of displays) {
    const sent = messages.get(body);
    if (sent === undefined || sent.to === user) continue;
    findings.add('misdelivered-message', () => ({
      message: `${user} was shown ${body} (observation ${stated.index}), which ${describeInvocation(sent.operation)} was for ${sent.to}.`,
      operations: [...indicesOf(sent.operation), stated.index],
    }));
  }
  const users = new Set([...messages.values()].map(({ to }) => to));
  const exercised = { shown: displays.length, recipients: users.size };
  if ((displays.length === 0 || users.size < 2) && findings.all().length === 0)
    return { verdict: 'vacuous', exercised, reason: 'no message was shown that could have been for somebody else' };
  return verdictOf(findings.all(), exercised);
}
