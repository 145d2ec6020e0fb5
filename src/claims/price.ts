import { isOnMinority } from '../checkers/availability/minority-refuses.ts';
import { Cluster } from '../checkers/cluster/cluster.ts';
import type { History, Invocation } from '../history/history.ts';
import type { Price } from './judgement.ts';

const NANOS_PER_MICRO = 1000;
/** What a client does by itself: no server is asked, so it says nothing of what the choice costs. */
const LOCAL: readonly string[] = ['assign', 'subscribe'];

/** Counts what the CAP choice cost in one run. */
export function computePrice(history: History): Price {
  const invocations = history.invocations.filter(({ invoke }) => !LOCAL.includes(invoke.f));
  const cluster = Cluster.of(history);
  const minority =
    cluster === undefined ? [] : invocations.filter((invocation) => isOnMinority(cluster, invocation, 0));
  return {
    operations: invocations.length,
    ok: countOutcomes(invocations, 'ok'),
    refused: countOutcomes(invocations, 'fail'),
    unknown: countOutcomes(invocations, 'info'),
    minorityOperations: minority.length,
    minorityAnswered: countOutcomes(minority, 'ok'),
    serveAgainMicros: cluster === undefined ? undefined : longestReturn(invocations, cluster),
  };
}

function countOutcomes(invocations: readonly Invocation[], outcome: Invocation['outcome']): number {
  return invocations.filter((invocation) => invocation.outcome === outcome).length;
}

/**
 * The longest time from the end of a client's isolation to its first success; undefined when nobody was cut off. Time in
 * which the client asked for nothing doesn't count.
 */
function longestReturn(invocations: readonly Invocation[], cluster: Cluster): number | undefined {
  let longest: number | undefined;
  for (const client of cluster.topology.homes.keys()) {
    const own = invocations.filter((invocation) => cluster.clientOf(invocation) === client);
    for (const [index, nanos] of returnsOf(client, cluster)) {
      const later = own.filter(({ completion }) => (completion?.index ?? Infinity) > index);
      const served = later.find(({ outcome }) => outcome === 'ok')?.completion;
      if (served === undefined) continue;
      const askedNanos = Math.max(nanos, later[0]?.invoke.time ?? nanos);
      longest = Math.max(longest ?? 0, Math.round((served.time - askedNanos) / NANOS_PER_MICRO));
    }
  }
  return longest;
}

/** When a client that was cut off from the majority had it back: index in the history and time. */
function returnsOf(client: number, cluster: Cluster): readonly (readonly [index: number, nanos: number])[] {
  const returns: (readonly [number, number])[] = [];
  let wasCutOff = false;
  let before: readonly [number, number] = [0, 0];
  for (const state of cluster.states) {
    const isCutOff = cluster.isCutOff(client, [state]);
    if (wasCutOff && !isCutOff) returns.push(before);
    wasCutOff = isCutOff;
    before = [state.until, state.untilNanos];
  }
  return returns;
}
