import type { History } from '../../history/history.ts';
import { indicesOf } from '../describe.ts';
import { Findings } from '../findings.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { readMessages, type SentMessage } from './messages.ts';

/** No two messages have the same id, whoever wrote them. O(messages). */
export function checkUniqueMessageIds(history: History): Verdict {
  const byId = new Map<string, SentMessage>();
  const findings = new Findings();
  for (const message of readMessages(history).values()) {
    if (message.id === undefined) continue;
    const other = byId.get(message.id);
    if (other === undefined) byId.set(message.id, message);
    else
      findings.add('duplicate-id', () => ({
        message: `${other.body} of ${other.from} and ${message.body} of ${message.from} both have the id ${message.id}.`,
        operations: [...new Set(indicesOf(other.operation, message.operation))],
      }));
  }
  const exercised = { ids: byId.size };
  if (byId.size + findings.all().length < 2)
    return { verdict: 'vacuous', exercised, reason: 'there were no two messages' };
  return verdictOf(findings.all(), exercised);
}
