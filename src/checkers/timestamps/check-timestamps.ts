import type { History } from '../../history/history.ts';
import { readTimestamped, type TimestampedOperation } from '../external-consistency/timestamped.ts';
import { isPlainlyConsistent } from '../external-consistency/plain-order.ts';
import { TimestampedBuilder } from '../external-consistency/timestamped-builder.ts';
import type { TimestampedColumns } from '../external-consistency/timestamped-columns.ts';
import { Writers } from '../external-consistency/writers.ts';
import { Findings } from '../findings.ts';
import { identityOf } from '../identity.ts';
import { verdictOf, type Exercised, type Holds, type Verdict } from '../verdict.ts';
import { compareEvents, eventsOf } from './event.ts';
import { Floors } from './floors.ts';
import { NO_FLOOR, TimestampSweep, type Floor } from './timestamp-sweep.ts';
import { parseTimestampLevel, type TimestampLevel } from './timestamp-level.ts';

const MUTE = 'no acknowledged transaction tells a commitTimestamp or a readTimestamp';

/**
 * Decides serializability or snapshot isolation, and their session and real-time forms, of transactions that tell when they committed
 * (`commitTimestamp`), for snapshot isolation also when they started (`startTimestamp`), and when they read if they only read
 * (`readTimestamp`): integers on ok completions. One sort and one sweep, O(n log n). What is judged is the order that the store tells:
 * a history that it does not explain may have another order that does.
 *
 * @throws IsolationError for any other level; HistoryError for a timestamp that is no integer, or a start that is missing
 */
export function checkTimestamps(history: History, options: { readonly level: string }): Verdict {
  const level = parseTimestampLevel(options.level);
  if (level.base === 'serializable') {
    const builder = new TimestampedBuilder();
    for (let position = 0; position < history.operations.length; position++)
      builder.push(history.operations[position]!);
    const plain = judgeAtAGlance(builder.finish(), level);
    if (plain !== undefined) return plain;
  }
  const operations = readTimestamped(history, new Set());
  const exercised = countExercised(operations);
  if (exercised['commits'] === 0 && exercised['snapshots'] === 0)
    return { verdict: 'vacuous', exercised, reason: MUTE };
  const findings = new Findings();
  const floors = floorsOf(operations, new Floors(level.order));
  const sweep = new TimestampSweep(level, new Writers(operations), ({ number }) => floors[number]!, findings);
  const acknowledged = operations.filter(({ outcome }) => outcome === 'ok');
  const events = acknowledged.flatMap((operation) => eventsOf(operation, level)).sort(compareEvents);
  for (const event of events) sweep.take(event);
  const verdict = verdictOf(findings.all(), exercised);
  if (verdict.verdict === 'holds') return { ...verdict, ...placed(level) };
  return { ...verdict, levels: { asked: level.name, strongest: [], refuted: [level.name] }, assumed: ['timestamps'] };
}

/**
 * What can be said of a serializable level without the operations: that nothing was exercised, or that all is as the strictest of those levels demands;
 * otherwise undefined.
 *
 * @param columns of a builder that counts every read as strong
 */
export function judgeAtAGlance(columns: TimestampedColumns, level: TimestampLevel): Verdict | undefined {
  const { commits = 0, strongReads = 0, unknownOutcomes = 0, reads = 0, keys = 0 } = columns.exercised;
  const exercised = { commits, snapshots: strongReads, unknownOutcomes, reads, keys };
  if (columns.count === 0) return { verdict: 'vacuous', exercised, reason: MUTE };
  return isPlainlyConsistent(columns) ? { verdict: 'holds', exercised, ...placed(level) } : undefined;
}

function placed({ name }: TimestampLevel): Pick<Holds, 'levels' | 'assumed'> {
  return { levels: { asked: name, strongest: [name], refuted: [] }, assumed: ['timestamps'] };
}

function floorsOf(operations: readonly TimestampedOperation[], floors: Floors): readonly Floor[] {
  const completions = operations
    .filter(({ outcome }) => outcome === 'ok')
    .sort((a, b) => a.completedAt - b.completedAt);
  let next = 0;
  return operations.map(({ invokedAt, invoke }) => {
    for (; next < completions.length && completions[next]!.completedAt < invokedAt; next++)
      floors.complete(completions[next]!);
    return next === 0 ? NO_FLOOR : floors.now(invoke.process);
  });
}

function countExercised(operations: readonly TimestampedOperation[]): Exercised {
  const counts = { commits: 0, snapshots: 0, unknownOutcomes: 0, reads: 0 };
  const keys = new Set<unknown>();
  for (const { outcome, kind, accesses } of operations) {
    if (outcome === 'info') counts.unknownOutcomes++;
    for (const [f, key] of accesses) {
      keys.add(identityOf(key));
      if (f === 'r' && outcome === 'ok') counts.reads++;
    }
    if (outcome === 'ok') counts[kind === 'read-write' ? 'commits' : 'snapshots']++;
  }
  return { ...counts, keys: keys.size };
}
