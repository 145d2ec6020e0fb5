import type { History, Invocation } from '../../history/history.ts';
import { describeInvocation, indicesOf, showValue } from '../describe.ts';
import { Findings } from '../findings.ts';
import { identityOf } from '../identity.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { readFinalPolls } from './final-polls.ts';
import { readLogOperations, readPartitions } from './log-history.ts';
import type { PartitionHistory, Told } from './partition-history.ts';
import { Retention } from './retention.ts';

/** A result that readers saw, or that was acknowledged: where it stands, and who saw or wrote it. */
interface Result {
  readonly partition: string;
  readonly offset: number;
  readonly value: unknown;
  readonly operation: Invocation;
}

/**
 * Consume, transform, produce: `process` operations poll records and send one result for each, a value `{ of, by }` that
 * names its source. No source has two results (processed-twice), and in each partition every record up to the last one
 * that was processed with success has one (unprocessed), once the results were read to their end, unless retention may have
 * removed it before. O(records).
 */
export function checkExactlyOnceProcessing(history: History): Verdict {
  const findings = new Findings();
  const partitions = readPartitions(history);
  const results = readResults(partitions, findings);
  const finalPolls = readFinalPolls(history);
  const retention = Retention.of(history);
  const targets = [...partitions].filter(([, partition]) => hasResults(partition)).map(([name]) => name);
  const wasRead = targets.length > 0 && targets.every((name) => finalPolls.has(name));
  let sources = 0;
  let removed = 0;
  for (const [name, last] of readProgress(history)) {
    const partition = partitions.get(name);
    if (partition === undefined) continue;
    const floor = retention.floorOf(name, last.operation.completion?.index);
    for (const { value, identity, firstPoll } of partition.records) {
      if (firstPoll === undefined || firstPoll.offset > last.offset) continue;
      sources++;
      if (!wasRead || results.has(identity)) continue;
      if (firstPoll.offset < floor) {
        removed++;
        continue;
      }
      findings.add('unprocessed', () => ({
        message: `${showValue(value)} at offset ${firstPoll.offset} of ${name} has no result, although ${describeInvocation(last.operation)} went on to offset ${last.offset}.`,
        operations: indicesOf(firstPoll.operation, last.operation),
      }));
    }
  }
  const exercised = { sources, results: results.size, removed };
  if (sources === 0) return { verdict: 'vacuous', exercised, reason: 'no record was processed' };
  return verdictOf([...findings.of('processed-twice'), ...findings.of('unprocessed')], exercised);
}

/** The first result of each source; a second one at another place is reported. */
function readResults(
  partitions: ReadonlyMap<string, PartitionHistory>,
  findings: Findings,
): ReadonlyMap<unknown, Result> {
  const results = new Map<unknown, Result>();
  for (const [partition, { records }] of partitions)
    for (const { value, told } of records) {
      const source = sourceOf(value);
      if (source === undefined) continue;
      for (const { offset, operation } of told) {
        const known = results.get(source.of);
        if (known === undefined) results.set(source.of, { partition, offset, value, operation });
        else
          findings.add('processed-twice', () => ({
            message: `${showValue(source.of)} has two results: ${showValue(known.value)} at offset ${known.offset} of ${known.partition}, and ${showValue(value)} at offset ${offset} of ${partition}.`,
            operations: indicesOf(known.operation, operation),
          }));
      }
    }
  return results;
}

/** Whether results are in a partition, or were to be: only then is it known where a missing one would have been read. */
function hasResults({ records }: PartitionHistory): boolean {
  return records.some(({ value }) => sourceOf(value) !== undefined);
}

/** The identity of the record that a result is of; undefined for other records. */
function sourceOf(value: unknown): { readonly of: unknown } | undefined {
  if (typeof value !== 'object' || value === null || !('of' in value) || !('by' in value)) return undefined;
  return { of: identityOf(value.of) };
}

/** For each partition the furthest record that was processed with success. */
function readProgress(history: History): ReadonlyMap<string, Told> {
  const last = new Map<string, Told>();
  for (const { operation, polls } of readLogOperations(history)) {
    if (operation.invoke.f !== 'process') continue;
    for (const { partition, records } of polls)
      for (const [offset] of records)
        if (offset > (last.get(partition)?.offset ?? -1)) last.set(partition, { offset, operation });
  }
  return last;
}
