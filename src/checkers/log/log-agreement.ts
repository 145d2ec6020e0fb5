import type { History } from '../../history/history.ts';
import { HistoryError, show } from '../../history/history-error.ts';
import type { Operation } from '../../history/operation.generated.ts';
import { showValue } from '../describe.ts';
import { Findings } from '../findings.ts';
import { identityOf } from '../identity.ts';
import { fieldsOf } from '../values.ts';
import { type Verdict, verdictOf } from '../verdict.ts';

const SHAPE = '{ partitions: { partition: [record, …] } }';

/** What a server stated of a partition: its committed records, by offset. */
interface StatedLog {
  readonly server: string;
  readonly index: number;
  readonly records: readonly unknown[];
}

/**
 * Replicas hold the same committed records at the same offsets, as their servers state them in `replica-log`: of two
 * statements the shorter one is the beginning of the longer one. O(records): each statement is compared with the longest.
 */
export function checkLogAgreement(history: History): Verdict {
  const findings = new Findings();
  let compared = 0;
  for (const [partition, logs] of readStatedLogs(history)) {
    const longest = logs.reduce((best, log) => (log.records.length > best.records.length ? log : best));
    for (const log of logs) {
      if (log === longest) continue;
      compared += log.records.length;
      const offset = log.records.findIndex((record, nth) => identityOf(record) !== identityOf(longest.records[nth]));
      if (offset < 0) continue;
      findings.add('diverged-logs', () => ({
        message: `at offset ${offset} of ${partition}, below both high watermarks, ${log.server} holds ${showValue(log.records[offset])} and ${longest.server} ${showValue(longest.records[offset])}.`,
        operations: [log.index, longest.index],
      }));
    }
  }
  if (compared === 0)
    return { verdict: 'vacuous', exercised: { compared }, reason: 'no two servers stated records of a partition' };
  return verdictOf(findings.of('diverged-logs'), { compared });
}

/** The last statement of each server, by partition. */
function readStatedLogs(history: History): ReadonlyMap<string, readonly StatedLog[]> {
  const statements = new Map(history.observations('replica-log').map((statement) => [statement.process, statement]));
  const logs = new Map<string, StatedLog[]>();
  for (const statement of statements.values())
    for (const [partition, records] of Object.entries(partitionsStated(statement))) {
      const stated = { server: String(statement.process), index: statement.index, records };
      const known = logs.get(partition);
      if (known === undefined) logs.set(partition, [stated]);
      else known.push(stated);
    }
  return logs;
}

function partitionsStated(statement: Operation): Readonly<Record<string, readonly unknown[]>> {
  const { partitions } = fieldsOf(statement, SHAPE);
  if (typeof partitions === 'object' && partitions !== null && Object.values(partitions).every(Array.isArray))
    return partitions as Record<string, readonly unknown[]>;
  throw new HistoryError(`${show(statement.value)} is no statement of logs; expected ${SHAPE}`, {
    operation: statement.index,
  });
}
