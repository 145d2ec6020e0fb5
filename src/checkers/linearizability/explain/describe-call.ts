import { show } from '../../../history/history-error.ts';
import type { Call, Spec } from '../spec.ts';
import { sameValue } from '../specs/same-value.ts';

const SHOWN_ENDS = 28;

/** A value on one line. Of a long text both ends are shown, for states that grow differ at the end. */
function showEnds(value: unknown): string {
  if (typeof value !== 'string' || value.length <= 2 * SHOWN_ENDS) return show(value);
  return JSON.stringify(`${value.slice(0, SHOWN_ENDS)}…${value.slice(-SHOWN_ENDS)}`);
}

/** A call as a message shows it: `read → 3`, `write 5`, `dequeue of unknown outcome`. */
export function describeCall({ silent, readOnly }: Spec, { f, argument, result, known }: Call): string {
  const asked = argument === null || argument === undefined ? f : `${f} ${showEnds(argument)}`;
  if (!known) return `${asked} of unknown outcome`;
  if (silent?.includes(f) === true) return asked;
  // What was asked of a read, Knossos fills in from the answer.
  if (readOnly?.includes(f) === true && sameValue(argument, result)) return `${f} → ${showEnds(result)}`;
  return sameValue(argument, result) && argument !== null ? asked : `${asked} → ${showEnds(result)}`;
}

const SHOWN_STATES = 5;

/** Some states as a message shows them: `3, 4 or 5`. */
export function describeStates(states: readonly unknown[]): string {
  if (states.length > SHOWN_STATES)
    return `${states.slice(0, SHOWN_STATES).map(showEnds).join(', ')} or one of ${states.length - SHOWN_STATES} more`;
  const texts = states.map(showEnds);
  return texts.length < 2 ? (texts[0] ?? 'none') : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`;
}
