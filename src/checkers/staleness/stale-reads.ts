import type { History, Invocation } from '../../history/history.ts';
import { clientOf, readTopology } from '../cluster/topology.ts';
import { describeInvocation } from '../describe.ts';
import type { Measure } from './measure.ts';
import { type Look, lookForUpdates } from './visible-updates.ts';

/** Reads that miss an update acknowledged before they began, of all reads that had such an update to show. */
export function measureStaleReads(history: History): Measure {
  return measure(lookForUpdates(history));
}

/** Reads that miss an acknowledged update of their own client, of all reads that had such an update to show (read your writes, per session: Terry et al. 1994). */
export function measureStaleOwnReads(history: History): Measure {
  const topology = readTopology(history);
  const sessionOf = ({ invoke }: Invocation): number | string =>
    topology === undefined ? invoke.process : clientOf(topology, invoke.process);
  return measure(
    lookForUpdates(history).map(({ read, due }) => ({
      read,
      due: due.filter(({ update }) => sessionOf(update) === sessionOf(read)),
    })),
  );
}

function measure(looks: readonly Look[]): Measure {
  const bound = looks.filter(({ due }) => due.length > 0);
  const stale = bound.filter(({ due }) => due.some(({ isSeen }) => !isSeen));
  return { observed: stale.length, of: bound.length, example: stale[0] === undefined ? undefined : describe(stale[0]) };
}

function describe({ read, due }: Look): string {
  const missed = due.find(({ isSeen }) => !isSeen)?.update;
  const what = missed === undefined ? 'an update' : describeInvocation(missed);
  return `${describeInvocation(read)} misses ${what}, acknowledged before it began (operation ${missed?.completion?.index})`;
}
