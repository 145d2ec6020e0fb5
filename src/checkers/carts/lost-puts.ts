import type { History } from '../../history/history.ts';
import { finalInvocations } from '../cluster/final-phase.ts';
import { reachesCore } from '../cluster/in-core.ts';
import { describeInvocation, indicesOf } from '../describe.ts';
import { groupBy } from '../../group-by.ts';
import type { Anomaly } from '../verdict.ts';
import type { Search } from './no-lost-addition.ts';
import { mayBeReplaced, type Put, readPuts, readSiblings, type SiblingsRead } from './register-puts.ts';

/** Looks for every acknowledged put that no other put can have replaced in the reads of the end. */
export function findLostPuts(history: History): Search {
  const reads = groupBy(readSiblings(finalInvocations(history, 'get')), ({ key }) => key);
  const isPromised = reachesCore(history);
  const anomalies: Anomaly[] = [];
  const used = new Set<SiblingsRead>();
  let additions = 0;
  for (const [key, puts] of readPuts(history)) {
    for (const put of puts) {
      if (put.operation.outcome !== 'ok' || mayBeReplaced(put, puts) || !isPromised(put.operation)) continue;
      const later = (reads.get(key) ?? []).filter(
        ({ operation }) => operation.invoke.index > (put.operation.completion?.index ?? Infinity),
      );
      if (later.length === 0) continue;
      additions++;
      for (const read of later) used.add(read);
      const missing = later.filter(({ siblings }) => !siblings.includes(put.value));
      if (missing.length > 0) anomalies.push(describeLoss(put, missing, later.length));
    }
  }
  return { additions, finalReads: used.size, replicas: 0, anomalies };
}

function describeLoss({ operation }: Put, missing: readonly SiblingsRead[], reads: number): Anomaly {
  const isGone = missing.length === reads;
  return {
    kind: isGone ? 'lost-write' : 'lost-read',
    message: `${describeInvocation(operation)} was acknowledged (operation ${operation.completion?.index}) and can't have been replaced, but ${isGone ? 'no final read returns it' : `${missing.length} of ${reads} final reads don't return it`}.`,
    operations: indicesOf(operation, ...missing.map((read) => read.operation)),
  };
}
