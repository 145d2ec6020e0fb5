import type { History } from '../../history/history.ts';
import type { Topology } from '../../simulation/topology.ts';
import type { FailureCase } from '../failure-case.ts';
import type { SystemFacts } from '../system-facts.ts';
import { clientCount } from '../timeline/client-count.ts';
import { Citations } from './citations.ts';
import { faultIntervals, healOf, type FaultInterval } from './fault-intervals.ts';
import { topologyOf } from './topology-of.ts';
import { witnessOf, type Witness } from './witness.ts';

/** What the parts of a case page share. */
export interface CaseView {
  readonly failure: FailureCase;
  readonly system: SystemFacts | undefined;
  readonly history: History;
  readonly topology: Topology | undefined;
  /** How many clients there were, each with one process at a time. */
  readonly clients: number;
  readonly faults: readonly FaultInterval[];
  readonly healNanos: number | undefined;
  readonly endNanos: number;
  readonly witness: Witness | undefined;
  readonly citations: Citations;
}

export function caseViewOf(failure: FailureCase, system: SystemFacts | undefined): CaseView {
  const { history } = failure.run;
  const witness = witnessOf(failure.result, system);
  const topology = topologyOf(history);
  return {
    failure,
    system,
    history,
    topology,
    clients: topology === undefined || topology.clients.length === 0 ? clientCount(history) : topology.clients.length,
    faults: faultIntervals(history),
    healNanos: healOf(history)?.time,
    endNanos: history.operations.at(-1)?.time ?? 0,
    witness,
    citations: new Citations(history, witness?.anomaly.operations ?? []),
  };
}
