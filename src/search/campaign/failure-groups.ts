import type { FaultKind } from '../../claims/vocabulary.ts';
import type { SeedResult } from '../run-batch.ts';
import { type Breach, breachesOf, type Signature } from './signature.ts';

/** Failing runs of one signature. */
export interface FailureGroup {
  readonly signature: Signature;
  readonly runs: number;
  /** The run that shows it with the fewest events. */
  readonly fastest: SeedResult;
  readonly message: string;
}

/** Failing runs that agree in all but the kinds of their faults, and have the same of those, too. */
interface Cluster {
  readonly breach: Breach;
  runs: number;
  fastest: SeedResult;
  message: string;
}

/**
 * Groups failing runs by signature, one run at a time; keeps one result a cluster.
 *
 * Which faults a failure needs is not known before each was taken out in turn. But what a cause needs is in every run that
 * fails of it. So runs that have some kinds of faults in common make one group, and it is named after all that are common;
 * runs that have none in common must have failed of different causes, or need no fault at all.
 */
export class FailureGroups {
  readonly #clusters = new Map<string, Map<string, Cluster>>();

  /** Runs are added in the order of the campaign: of two that are equally fast, the first is kept. */
  add(result: SeedResult): void {
    for (const breach of breachesOf(result)) {
      const { system, variant, pastContract } = result;
      const key = JSON.stringify([system, variant, pastContract, breach.guarantee, breach.anomaly.kind]);
      let alike = this.#clusters.get(key);
      if (alike === undefined) this.#clusters.set(key, (alike = new Map()));
      addTo(alike, breach, result);
    }
  }

  /** All groups, those of one system and guarantee together, in the order in which they were first seen. */
  list(): readonly FailureGroup[] {
    return [...this.#clusters.values()].flatMap((alike) => mergeByCommonFaults([...alike.values()]));
  }
}

function addTo(alike: Map<string, Cluster>, breach: Breach, result: SeedResult): void {
  const faults = result.faults.join();
  const cluster = alike.get(faults);
  if (cluster === undefined) {
    alike.set(faults, { breach, runs: 1, fastest: result, message: breach.anomaly.message });
    return;
  }
  cluster.runs++;
  if (result.events >= cluster.fastest.events) return;
  cluster.fastest = result;
  cluster.message = breach.anomaly.message;
}

/** A group in the making. */
interface Draft {
  readonly first: Cluster;
  common: readonly FaultKind[];
  runs: number;
  fastest: SeedResult;
  message: string;
}

/**
 * From the smallest set of faults on, puts each cluster to the group with which it has most in common. A failure without
 * any fault comes first, and all others join it: what it needs is in every run.
 */
function mergeByCommonFaults(clusters: readonly Cluster[]): readonly FailureGroup[] {
  const faultsOf = (cluster: Cluster): readonly FaultKind[] => cluster.fastest.faults;
  const smallestFirst = [...clusters].sort((a, b) => faultsOf(a).length - faultsOf(b).length);
  const drafts: Draft[] = [];
  for (const cluster of smallestFirst) {
    const [nearest] = drafts
      .map((draft) => ({ draft, common: draft.common.filter((kind) => faultsOf(cluster).includes(kind)) }))
      .filter(({ draft, common }) => common.length > 0 || draft.common.length === 0)
      .sort((a, b) => b.common.length - a.common.length);
    if (nearest === undefined) drafts.push({ ...cluster, first: cluster, common: faultsOf(cluster) });
    else join(nearest.draft, nearest.common, cluster);
  }
  return drafts.map(({ first, common, runs, fastest, message }) => {
    const { system, variant, pastContract } = fastest;
    const { guarantee, anomaly } = first.breach;
    const signature = { system, variant, pastContract, guarantee, anomaly: anomaly.kind, faults: common };
    return { signature, runs, fastest, message };
  });
}

function join(draft: Draft, common: readonly FaultKind[], { runs, fastest, message }: Cluster): void {
  draft.common = common;
  draft.runs += runs;
  if (fastest.events >= draft.fastest.events) return;
  draft.fastest = fastest;
  draft.message = message;
}
