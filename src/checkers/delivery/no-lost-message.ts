import type { History } from '../../history/history.ts';
import { describeInvocation, indicesOf } from '../describe.ts';
import { Findings } from '../findings.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { keyOf, readFirstDisplays } from './firsts.ts';
import { readLastLooks } from './last-looks.ts';
import { readMessages } from './messages.ts';

/**
 * Every message that a server has acknowledged is shown to its recipient, once the time that it may take has passed without
 * faults while the device was in reach. O(messages).
 */
export function checkNoLostMessage(history: History): Verdict {
  const messages = readMessages(history);
  const looks = readLastLooks(history);
  const shown = readFirstDisplays(history);
  const findings = new Findings();
  let owed = 0;
  for (const { body, to, operation, acknowledged } of messages.values()) {
    const last = looks.get(to);
    if (acknowledged === undefined || last === undefined || acknowledged.time > last.owedUntilNanos) continue;
    owed++;
    if ((shown.get(keyOf(to, body))?.index ?? Infinity) < (last.look.completion?.index ?? Infinity)) continue;
    findings.add('lost-message', () => ({
      message: `${body} of ${describeInvocation(operation)} was acknowledged (operation ${acknowledged.index}), but ${to} was never shown it until ${describeInvocation(last.look)}.`,
      operations: [...new Set([...indicesOf(operation), acknowledged.index, ...indicesOf(last.look)])],
    }));
  }
  const exercised = { messages: messages.size, owed, shown: shown.size };
  if (owed === 0) return { verdict: 'vacuous', exercised, reason: 'no acknowledged message had the time to come' };
  return verdictOf(findings.all(), exercised);
}
