import type { History, Invocation } from '../../history/history.ts';
import { finalInvocations } from '../cluster/final-phase.ts';
import { describeInvocation, describeOutcome, indicesOf } from '../describe.ts';
import { type Anomaly, type Verdict, verdictOf } from '../verdict.ts';
import { checkCoreLiveness } from './core-liveness.ts';
import { readCore } from '../cluster/core.ts';
import { explainWait, readWaitGraphs, type WaitGraph } from './wait-graph.ts';

/**
 * Nothing waits for ever: every operation ends before the history does, and once the system had time to recover, every
 * operation succeeds. Where only a core of the cluster healed, see `checkCoreLiveness`.
 */
export function checkLiveness(history: History): Verdict {
  const core = readCore(history);
  if (core !== undefined) return checkCoreLiveness(history, core);
  const final = finalInvocations(history);
  const graphs = readWaitGraphs(history);
  const stuck = history.invocations.filter(({ completion }) => completion === undefined);
  const failed = final.filter(({ completion, outcome }) => completion !== undefined && outcome !== 'ok');
  const exercised = { operations: history.invocations.length, finalOperations: final.length };
  const anomalies = [...stuck.map((invocation) => describeStuck(invocation, graphs)), ...failed.map(describeFailure)];
  if (anomalies.length === 0 && final.length === 0)
    return { verdict: 'vacuous', exercised, reason: 'no operation was invoked after the faults were over' };
  return verdictOf(anomalies, exercised);
}

function describeStuck(invocation: Invocation, graphs: readonly WaitGraph[]): Anomaly {
  const [chain] = graphs.flatMap((graph) => {
    const task = graph.byOperation.get(invocation.invoke.index);
    return task === undefined ? [] : [explainWait(graph, task, undefined).chain];
  });
  return {
    kind: 'stuck',
    message: `${describeInvocation(invocation)} had not ended when the run was over.`,
    operations: indicesOf(invocation),
    ...(chain === undefined ? {} : { steps: chain }),
  };
}

function describeFailure(invocation: Invocation): Anomaly {
  return {
    kind: 'not-recovered',
    message: `${describeInvocation(invocation)} ${describeOutcome(invocation)}, although faults were over and the time to recover had passed.`,
    operations: indicesOf(invocation),
  };
}
