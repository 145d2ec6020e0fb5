import { listText } from './names.ts';
import { countOf } from './numbers.ts';
import { isFields, shown } from './shapes.ts';

/** More records than these are told by their offsets. */
const MOST = 6;

/** `["poll", { partition: [[offset, record], …] }]` or `["send", partition, record]`, or its result `[offset, record]`. */
export type LogOperation = readonly ['poll' | 'send', ...unknown[]];

/** Whether a value is what clients of a log do in one go: poll, send, or both. */
export function isLogOperations(value: unknown): value is readonly LogOperation[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((micro) => Array.isArray(micro) && (micro[0] === 'poll' || micro[0] === 'send'))
  );
}

/** What a client did with logs, in words that go on from its name: `polls and gets 7 at offset 2 of orders-1`. */
export function logSentence(operations: readonly LogOperation[], isKnown: boolean): string {
  const polls = operations.filter(([name]) => name === 'poll');
  const sends = operations.filter(([name]) => name === 'send');
  const parts = [
    ...(polls.length === 0 ? [] : [isKnown ? `polls and gets ${polledText(polls)}` : 'polls']),
    ...sentTexts(sends, isKnown),
  ];
  return listText(parts);
}

/** The records that were sent, a partition at a time. */
function sentTexts(sends: readonly LogOperation[], isKnown: boolean): readonly string[] {
  const partitions = [...new Set(sends.map(([, partition]) => partition))];
  return partitions.map((partition) => {
    const results = sends.filter(([, other]) => other === partition).map(([, , result]) => result);
    const placed = results.filter(isPlaced);
    if (!isKnown || placed.length < results.length || placed.length === 0)
      return `sends ${listText(results.map(recordText))} to ${shown(partition)}`;
    const records = listText(placed.map(([, record]) => recordText(record)));
    const offsets = listText(placed.map(([offset]) => shown(offset)));
    return `sends ${records} to ${shown(partition)}, stored at ${placed.length === 1 ? 'offset' : 'offsets'} ${offsets}`;
  });
}

function polledText(polls: readonly LogOperation[]): string {
  const told = polls
    .flatMap(([, partitions]) => (isFields(partitions) ? Object.entries(partitions) : []))
    .flatMap(([name, records]) => {
      const text = Array.isArray(records) ? partitionText(records.filter(isPlaced)) : '';
      return text === '' ? [] : [`${text} of ${name}`];
    });
  return told.length === 0 ? 'nothing new' : told.join('; ');
}

function partitionText(records: readonly (readonly [unknown, unknown])[]): string {
  const [first] = records;
  const last = records.at(-1);
  if (first === undefined || last === undefined) return '';
  const what =
    records.length > MOST
      ? countOf(records.length, 'record')
      : records.map(([, record]) => recordText(record)).join(', ');
  return records.length === 1
    ? `${what} at offset ${shown(first[0])}`
    : `${what} at offsets ${shown(first[0])} to ${shown(last[0])}`;
}

function isPlaced(item: unknown): item is readonly [unknown, unknown] {
  return Array.isArray(item) && item.length === 2;
}

const MARKERS: ReadonlySet<unknown> = new Set(['commit', 'abort']);

/** A record; one that says of which other it is the result, as that; and what ends a transaction in a log. */
export function recordText(record: unknown): string {
  if (MARKERS.has(record)) return `the marker “${String(record)}”`;
  if (record === null || record === undefined) return 'a record without a value';
  if (isFields(record) && 'transactionalId' in record)
    return `the note that the transaction of ${shown(record['transactionalId'])} is ${shown(record['status'])}`;
  return isFields(record) && 'of' in record ? `the result of ${shown(record['of'])}` : shown(record);
}

/** The place in a log that a checker's sentence names, and what a statement about logs has there and around it. */
export function placeInLog(partitions: unknown, about: string): PlaceInLog | undefined {
  const [, place = '', name = ''] = /offset (\d+) of ([\w-]+)/.exec(about) ?? [];
  const log = isFields(partitions) ? partitions[name] : undefined;
  const records: unknown = isFields(log) ? log['records'] : log;
  if (!Array.isArray(records)) return undefined;
  const at = Number(place);
  return {
    where: `offset ${place} of ${name}`,
    record: at < records.length ? recordText(records[at]) : 'nothing',
    before: records.slice(Math.max(0, at - 2), at).map(recordText),
    after: records.slice(at + 1, at + 3).map(recordText),
  };
}

interface PlaceInLog {
  readonly where: string;
  readonly record: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}
