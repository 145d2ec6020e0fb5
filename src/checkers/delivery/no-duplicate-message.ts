import type { History } from '../../history/history.ts';
import { Findings } from '../findings.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { type Display, readDisplays } from './messages.ts';

/** No device shows a message twice. O(messages). */
export function checkNoDuplicateMessage(history: History): Verdict {
  const displays = readDisplays(history);
  const findings = new Findings();
  const first = new Map<string, Display>();
  for (const display of displays) {
    const { user, body, from, stated } = display;
    const key = `${user} ${body}`;
    const before = first.get(key);
    if (before === undefined) first.set(key, display);
    else
      findings.add('duplicate-message', () => ({
        message: `${user} was shown ${body} from ${from} (observation ${before.stated.index}) and once more (observation ${stated.index}).`,
        operations: [before.stated.index, stated.index],
      }));
  }
  const exercised = { shown: displays.length };
  if (displays.length === 0) return { verdict: 'vacuous', exercised, reason: 'no message was shown' };
  return verdictOf(findings.all(), exercised);
}
