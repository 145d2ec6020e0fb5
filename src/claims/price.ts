import { asksServer } from '../checkers/availability/asking.ts';
import { MinoritySide } from '../checkers/availability/minority-side.ts';
import { Cluster } from '../checkers/cluster/cluster.ts';
import { finalPhaseStart } from '../checkers/cluster/final-phase.ts';
import type { History, Invocation } from '../history/history.ts';
import type { Price } from './judgement.ts';

const NANOS_PER_MICRO = 1000;
/** Counts what the CAP choice cost in one run, among the operations that asked a server. */
export function computePrice(history: History): Price {
  const invocations = history.invocations.filter(asksServer);
  const cluster = Cluster.of(history);
  const side = cluster === undefined ? undefined : new MinoritySide(history, cluster);
  const minority = invocations.filter((invocation) => side?.has(invocation, 0) === true);
  return {
    operations: invocations.length,
    ok: countOutcomes(invocations, 'ok'),
    refused: countOutcomes(invocations, 'fail'),
    unknown: countOutcomes(invocations, 'info'),
    minorityOperations: minority.length,
    minorityAnswered: countOutcomes(minority, 'ok'),
    serveAgainMicros: cluster === undefined ? undefined : longestReturn(history, invocations, cluster),
  };
}

function countOutcomes(invocations: readonly Invocation[], outcome: Invocation['outcome']): number {
  return invocations.filter((invocation) => invocation.outcome === outcome).length;
}

/**
 * The longest time from the end of a client's isolation to its first success; undefined when nobody was cut off, or nobody
 * who asked again. Time in which the client asked for nothing doesn't count, neither before its first question nor between
 * the final ones, which may be hours apart.
 */
function longestReturn(history: History, invocations: readonly Invocation[], cluster: Cluster): number | undefined {
  const finalIndex = finalPhaseStart(history) ?? Infinity;
  let longest: number | undefined;
  for (const client of cluster.topology.homes.keys()) {
    const own = invocations.filter((invocation) => cluster.clientOf(invocation) === client);
    for (const [index, nanos] of returnsOf(client, cluster)) {
      const later = own.filter(({ completion }) => (completion?.index ?? Infinity) > index);
      const waited = waitedUntilServed(later, nanos, finalIndex);
      if (waited !== undefined) longest = Math.max(longest ?? 0, Math.round(waited / NANOS_PER_MICRO));
    }
  }
  return longest;
}

/** How long a client waited for its first success, from a moment or its first question after it; undefined when it had none. */
function waitedUntilServed(later: readonly Invocation[], nanos: number, finalIndex: number): number | undefined {
  const begun = Math.max(nanos, later[0]?.invoke.time ?? nanos);
  let waited = 0;
  for (const { invoke, completion, outcome } of later) {
    if (completion === undefined) continue;
    if (invoke.index < finalIndex) waited = completion.time - begun;
    else waited += completion.time - invoke.time;
    if (outcome === 'ok') return waited;
  }
  return undefined;
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
