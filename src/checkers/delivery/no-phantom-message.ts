import type { History } from '../../history/history.ts';
import { describeInvocation, describeOutcome, indicesOf } from '../describe.ts';
import { Findings } from '../findings.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { type Display, readDisplays, readMessages, type SentMessage } from './messages.ts';

/**
 * Whatever is shown was written before, by the user under whose name it is shown, and was not taken back: an operation that
 * failed has sent nothing. O(messages).
 */
export function checkNoPhantomMessage(history: History): Verdict {
  const messages = readMessages(history);
  const displays = readDisplays(history);
  const findings = new Findings();
  for (const display of displays) checkDisplay(display, messages.get(display.body), findings);
  const takenBack = [...messages.values()].filter(({ operation }) => operation.outcome === 'fail').length;
  const exercised = { shown: displays.length, takenBack };
  if (displays.length === 0) return { verdict: 'vacuous', exercised, reason: 'no message was shown' };
  return verdictOf(findings.all(), exercised);
}

function checkDisplay({ user, from, body, stated }: Display, sent: SentMessage | undefined, findings: Findings): void {
  const shown = `${user} was shown ${body} from ${from} (observation ${stated.index})`;
  if (sent === undefined || sent.operation.invoke.index > stated.index)
    findings.add('phantom-message', () => ({
      message: `${shown}, which nobody had written.`,
      operations: [stated.index],
    }));
  else if (sent.from !== from)
    findings.add('forged-message', () => ({
      message: `${shown}, but ${describeInvocation(sent.operation)} was of ${sent.from}.`,
      operations: [...indicesOf(sent.operation), stated.index],
    }));
  else if (sent.operation.outcome === 'fail')
    findings.add('failed-message', () => ({
      message: `${shown}, but ${describeInvocation(sent.operation)} ${describeOutcome(sent.operation)}.`,
      operations: [...indicesOf(sent.operation), stated.index],
    }));
}
