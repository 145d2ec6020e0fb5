import type { LoggedEvent } from '../../simulation/event-log.ts';
import type { Nondeterminism } from '../../search/determinism/prove-determinism.ts';
import { nameSetting } from './reproduce.ts';

const WIDEST = 200;

/** What was found of one plan that is not the same in two processes, with both contexts of the first event that differs. */
export function describeNondeterminism({ request, errors, divergence, first }: Nondeterminism): string {
  const lines = [`${nameSetting(request)}, seed ${request.seed}: not the same in two processes`];
  for (const [nth, error] of errors.entries())
    if (error !== null) lines.push(`  process ${nth + 1} failed: ${error.split('\n')[0] ?? ''}`);
  if (divergence !== null)
    lines.push(`  the digests part among events ${divergence.firstEvent} to ${divergence.lastEvent}`);
  const isFailure = divergence === null && errors.every((error) => error !== null);
  if (first !== null) {
    lines.push(
      `  ${isFailure ? 'it failed' : 'first difference'} in event ${first.event}`,
      ...showEvents('   ', first.before),
    );
    lines.push(...showSide(' 1 ', first.one), ...showSide(' 2 ', first.other));
  } else if (divergence !== null) lines.push('  a second pair of processes showed no difference, or was not run');
  return lines.join('\n');
}

/** What one process did from the difference on, which may be nothing more. */
function showSide(margin: string, events: readonly LoggedEvent[]): readonly string[] {
  return events.length === 0 ? [`${margin} (the run is over)`] : showEvents(margin, events);
}

function showEvents(margin: string, events: readonly LoggedEvent[]): readonly string[] {
  return events.map(({ event, text }) => {
    const shown = text.length > WIDEST ? `${text.slice(0, WIDEST)}…` : text;
    return `${margin} ${event}  ${shown}`;
  });
}
