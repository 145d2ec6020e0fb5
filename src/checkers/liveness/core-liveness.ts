import type { History, Invocation } from '../../history/history.ts';
import { Cluster } from '../cluster/cluster.ts';
import { isOfCore } from '../cluster/core.ts';
import { finalInvocations, finalPhaseStart } from '../cluster/final-phase.ts';
import { describeInvocation, describeOutcome, indicesOf } from '../describe.ts';
import { type Anomaly, type Verdict, verdictOf } from '../verdict.ts';
import { outsideCopies, outsideLeaders } from './outside-needs.ts';
import { explainWait, readWaitGraphs } from './wait-graph.ts';

/**
 * Liveness where only a core of the cluster healed and the other servers stay as ill as they were: operations of clients at
 * home on the core end before the time to recover is over, and succeed from then on. Being stuck, or refused, is legitimate
 * in three cases, and counted as excused: who waited for whom ends at servers outside of the core; one of those, unwell but
 * alive and in reach, still leads (a system that trusts whoever answers late now and then promises nothing else); or one of
 * them may hold the last copy of something that was promised to be kept. The idea is TigerBeetle's liveness mode, which asks as well whether a cluster that doesn't converge could have.
 * O(operations + recorded tasks).
 */
export function checkCoreLiveness(history: History, core: ReadonlySet<string>): Verdict {
  const cluster = Cluster.of(history);
  const start = finalPhaseStart(history) ?? Infinity;
  const owed = history.invocations.filter(isOfCore(history));
  const final = finalInvocations(history);
  const overdue = owed.filter(
    ({ invoke, completion }) => completion === undefined || (invoke.index < start && completion.index > start),
  );
  const failed = final.filter(({ completion, outcome }) => completion !== undefined && outcome !== 'ok');
  const leaders = cluster === undefined ? [] : outsideLeaders(history, cluster, core);
  const isExcused = leaders.length + outsideCopies(history, core).length > 0;
  const anomalies = isExcused ? [] : [...judgeStuck(history, overdue, core), ...failed.map(describeFailure)];
  const exercised = {
    operations: owed.length,
    finalOperations: final.length,
    stayingFaults: stayingFaults(history),
    excused: overdue.length + failed.length - anomalies.length,
  };
  if (anomalies.length > 0) return verdictOf(anomalies, exercised);
  if (final.every(({ outcome }) => outcome !== 'ok'))
    return { verdict: 'vacuous', exercised, reason: 'nobody was served after the core had healed' };
  if (exercised.stayingFaults === 0)
    return { verdict: 'vacuous', exercised, reason: 'no fault outlasted the heal of the core' };
  return verdictOf([], exercised);
}

/** Those who wait for servers of the core, each with who waits for whom. */
function judgeStuck(history: History, overdue: readonly Invocation[], core: ReadonlySet<string>): readonly Anomaly[] {
  const graphs = readWaitGraphs(history);
  return overdue.flatMap((invocation): readonly Anomaly[] => {
    const explained = graphs.flatMap((graph) => {
      const task = graph.byOperation.get(invocation.invoke.index);
      return task === undefined ? [] : [explainWait(graph, task, core)];
    });
    if (explained.length > 0 && explained.every(({ isLegitimate }) => isLegitimate)) return [];
    const unjust = explained.find(({ isLegitimate }) => !isLegitimate);
    return [
      {
        kind: 'stuck',
        message: `${describeInvocation(invocation)} had not ended when the time to recover was over, although ${[...core].join(', ')} were whole and it waits for nobody else.`,
        operations: indicesOf(invocation),
        ...(unjust === undefined ? {} : { steps: unjust.chain }),
      },
    ];
  });
}

function describeFailure(invocation: Invocation): Anomaly {
  return {
    kind: 'not-recovered',
    message: `${describeInvocation(invocation)} ${describeOutcome(invocation)}, although its client's server had healed with enough others and the time to recover had passed.`,
    operations: indicesOf(invocation),
  };
}

/** How many faults had begun and never ended. */
function stayingFaults(history: History): number {
  const active = new Set<string>();
  for (const { f, value } of history.nemesis()) {
    const { fault }: { fault?: unknown } = value ?? {};
    if (f.startsWith('start-')) active.add(`${f.slice('start-'.length)} ${String(fault)}`);
    else if (f.startsWith('stop-')) active.delete(`${f.slice('stop-'.length)} ${String(fault)}`);
  }
  return active.size;
}
