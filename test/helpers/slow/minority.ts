import type { History, Invocation } from '../../../src/history/history.ts';

/** What the slow twin knows of a run: who was down, and who did not hear whom, line by line. */
interface Moment {
  readonly down: ReadonlySet<string>;
  readonly deaf: (to: string, from: string) => boolean;
}

/**
 * Whether a client could not exchange words with a majority during an operation: follows every rumour from line to line
 * of the history, in both directions, as if each link that works between two lines could be used any number of times in
 * any order before or after.
 */
export function isCutOffSlowly(
  history: History,
  { invoke, completion }: Invocation,
  homes: readonly string[],
): boolean {
  const home = homes[Number(invoke.process) % homes.length] ?? '';
  const moments = momentsOf(history).slice(invoke.index, completion?.index ?? history.operations.length);
  const servers = serversOf(history);
  const works = (from: string, to: string): boolean => from === to || moments.some(({ deaf }) => !deaf(to, from));
  const runs = (server: string): boolean => moments.some(({ down }) => !down.has(server));
  const talks = (server: string): boolean =>
    runs(server) &&
    hasPath(home, server, servers.filter(runs), works) &&
    hasPath(server, home, servers.filter(runs), works);
  return 2 * servers.filter(talks).length <= servers.length;
}

/** Tries every way without a loop. */
function hasPath(
  from: string,
  to: string,
  relays: readonly string[],
  works: (from: string, to: string) => boolean,
  visited: readonly string[] = [],
): boolean {
  if (works(from, to)) return true;
  return relays.some(
    (relay) => !visited.includes(relay) && works(from, relay) && hasPath(relay, to, relays, works, [...visited, relay]),
  );
}

/** The state of the world right after each line. */
function momentsOf(history: History): readonly Moment[] {
  return history.operations.map((_, at) => {
    const events = history.operations.slice(0, at + 1).filter(({ process }) => process === 'nemesis');
    const active = events.filter(
      (event, nth) =>
        event.f.startsWith('start-') &&
        !events
          .slice(nth)
          .some((later) => later.f === event.f.replace('start', 'stop') && faultOf(later) === faultOf(event)),
    );
    const down = new Set(active.flatMap(({ value }) => (value as { targets?: string[] }).targets ?? []));
    const deaf = (to: string, from: string): boolean =>
      active.some(({ value }) => (value as { deaf?: Record<string, string[]> }).deaf?.[to]?.includes(from) === true);
    return { down, deaf };
  });
}

function faultOf({ value }: { readonly value: unknown }): unknown {
  return (value as { fault?: unknown }).fault;
}

function serversOf(history: History): readonly string[] {
  const topology = history.nemesis().find(({ f }) => f === 'topology');
  if (topology === undefined) return [];
  return (topology.value as { servers: { name: string }[] }).servers.map(({ name }) => name);
}
