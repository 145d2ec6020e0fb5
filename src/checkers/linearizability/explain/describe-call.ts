import { show } from '../../../history/history-error.ts';
import type { Call } from '../spec.ts';
import { sameValue } from '../specs/same-value.ts';

/** A call as a message shows it: `read → 3`, `write 5`, `dequeue of unknown outcome`. */
export function describeCall({ f, argument, result, known }: Call): string {
  const asked = argument === null || argument === undefined ? f : `${f} ${show(argument)}`;
  if (!known) return `${asked} of unknown outcome`;
  return sameValue(argument, result) && argument !== null ? asked : `${asked} → ${show(result)}`;
}

const SHOWN_STATES = 5;

/** Some states as a message shows them: `3, 4 or 5`. */
export function describeStates(states: readonly unknown[]): string {
  if (states.length > SHOWN_STATES)
    return `${states.slice(0, SHOWN_STATES).map(show).join(', ')} or one of ${states.length - SHOWN_STATES} more`;
  const texts = states.map(show);
  return texts.length < 2 ? (texts[0] ?? 'none') : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`;
}
