import { describeInvocation } from '../../checkers/describe.ts';
import type { Anomaly, CycleEdge } from '../../checkers/verdict.ts';
import { placeInLog } from '../text/log-sentence.ts';
import { durationText, instantText, stampText } from '../text/numbers.ts';
import { operationNoun } from '../text/operation-noun.ts';
import { found, isFields, shown } from '../text/shapes.ts';
import type { CaseView } from './case-view.ts';
import { nameOfClient } from './client-name.ts';

/** A piece of a sentence: text, or the name of something that stands at a line of the history. */
export type Part = string | { readonly text: string; readonly index: number };

const CITED_OPERATION = /\(operation (\d+), process (\d+)\)/g;
/** A process that is not a number is a server, and its name says so. */
const SERVER_PROCESS = /\bprocess (?=[a-z])/gi;
const PIECE =
  /\uE000(\d+)\uE001|\bT(\d+)(?: \(([^)]*)\))?|\boperation (\d+)(?: \([^)]*\))?| \((?:operations?|observations?) [\d, and]+\)|\{"of":(\d+),"by":"[^"]*"\}|key "([^"]*)"|\bas (?:null|\[\])|"([\w.:-]+)"|\[(\d{9,}), (\d{9,})\]|\b(\d{9,}) µs|\b(\d{4,}) µs|\b(\d{9,})\b/g;

/**
 * What went wrong in this run, for those who know neither the checker nor the format of histories: clients by their names,
 * operations as things that they did, times in units that one can imagine. The checker's own words stand with its argument.
 */
export function plainWitness(view: CaseView, anomaly: Anomaly): readonly Part[] {
  if (anomaly.cycle !== undefined && anomaly.cycle.length > 0) return cycleParts(view, anomaly.cycle);
  return (
    SENTENCES[anomaly.kind]?.(view) ??
    messageParts(view, OF_RECORDS.has(anomaly.kind) ? `the record ${anomaly.message}` : anomaly.message)
  );
}

/** Where the lines that are cited say more plainly than the checker's sentence what happened. */
const SENTENCES: Readonly<Record<string, (view: CaseView) => readonly Part[] | undefined>> = {
  'stale-order': (view) => {
    const [first, second] = view.citations.cited;
    const [before, after] = [first?.invocation?.completion, second?.invocation];
    if (before === undefined || after?.completion === undefined) return undefined;
    const [early, late] = [stampOf(before), stampOf(after.completion)];
    if (early === undefined || late === undefined) return undefined;
    const pause = durationText(Math.round((after.invoke.time - before.time) / 1000));
    return [
      partOf(view, first?.first.index ?? -1),
      ` ended ${pause} before `,
      partOf(view, after.invoke.index),
      ` began, and yet the later one got the earlier timestamp: ${stampText(late)}, against ${stampText(early)}.`,
    ];
  },
  'missing-commit': (view) => {
    const stamped = view.citations.cited.flatMap(({ first, invocation }) => {
      const completion = invocation?.completion;
      return completion === undefined
        ? []
        : [
            {
              index: first.index,
              commitTimestamp: completion['commitTimestamp'],
              readTimestamp: completion['readTimestamp'],
            },
          ];
    });
    const reader = stamped.find(({ readTimestamp }) => typeof readTimestamp === 'number');
    const writer = stamped.find(({ commitTimestamp }) => typeof commitTimestamp === 'number');
    if (reader === undefined || writer === undefined) return undefined;
    return [
      partOf(view, reader.index),
      ` read the state at ${stampText(Number(reader.readTimestamp))} and does not show what `,
      partOf(view, writer.index),
      ` had committed at ${stampText(Number(writer.commitTimestamp))}.`,
    ];
  },
  'diverged-logs': (view) => {
    const about = view.witness?.anomaly.message ?? '';
    const held = view.citations.cited.flatMap(({ first }) => {
      const place = isFields(first.value) ? placeInLog(first.value['partitions'], about) : undefined;
      return place === undefined ? [] : [{ ...place, server: String(first.process), index: first.index }];
    });
    const [one, other] = held;
    if (one === undefined || other === undefined) return undefined;
    return [
      `At ${one.where}, which both take for final, `,
      { text: one.server, index: one.index },
      ` holds ${one.record} and `,
      { text: other.server, index: other.index },
      ` holds ${other.record}.`,
    ];
  },
  'double-capture': (view) => {
    const captures = view.citations.cited.filter(({ first }) => first.f === 'capture' && isFields(first.value));
    const [once] = captures;
    if (once === undefined || captures.length < 2 || !isFields(once.first.value)) return undefined;
    const times = captures.flatMap(({ first }, nth): readonly Part[] => [
      nth === 0 ? '' : nth === captures.length - 1 ? ' and ' : ', ',
      { text: `at ${instantText(first.time)}`, index: first.index },
    ]);
    const amount = isFields(once.first.value) ? shown(once.first.value['amount']) : '';
    return [`The card was charged ${amount} for ${shown(once.first.value['reference'])} `, ...times, '.'];
  },
  'duplicate-event': (view) => {
    const applied = view.citations.cited.filter(({ first }) => isFields(first.value));
    const [once, again] = applied;
    if (once === undefined || again === undefined || !isFields(once.first.value)) return undefined;
    const { sequence, type, reference } = once.first.value;
    return [
      `${String(once.first.process)} applied event ${shown(sequence)} (${shown(type)}) of ${shown(reference)} `,
      { text: `at ${instantText(once.first.time)}`, index: once.first.index },
      ' and ',
      { text: `again at ${instantText(again.first.time)}`, index: again.first.index },
      '.',
    ];
  },
};

/** Kinds whose messages begin with a bare record. */
const OF_RECORDS: ReadonlySet<string> = new Set(['unprocessed', 'processed-twice']);

function stampOf(completion: Readonly<Record<string, unknown>>): number | undefined {
  const stamp = completion['commitTimestamp'] ?? completion['readTimestamp'];
  return typeof stamp === 'number' ? stamp : undefined;
}

function cycleParts(view: CaseView, edges: readonly CycleEdge[]): readonly Part[] {
  const clauses = edges.map((edge) => clauseOf(view, edge));
  const parts = clauses.flatMap((clause, nth) => [
    ...(nth === 0 ? [] : [nth === clauses.length - 1 ? ', and ' : ', ']),
    ...clause,
  ]);
  const so =
    edges.length === 2
      ? '. So each would have to come before the other.'
      : '. So each would have to come before the next, and the last before the first.';
  return [...parts, so];
}

/** Why the first of an edge comes before the second. */
function clauseOf(view: CaseView, { from, to, type, key, value, nextValue }: CycleEdge): readonly Part[] {
  const [first, second] = [partOf(view, from), partOf(view, to)];
  const where = key === undefined ? '' : ` to ${shown(key)}`;
  switch (type) {
    case 'wr':
      return [second, ` saw ${written(value)} that `, first, ` had written${where}`];
    case 'rw':
      return [first, ` did not see ${written(nextValue)} that `, second, ` wrote${where}`];
    case 'ww':
      return [first, ` wrote${where} before `, second];
    case 'process':
      return [first, ' came before ', second, ' at the same client'];
    case 'realtime':
      return [first, ' had ended when ', second, ' began'];
    case 'order':
      return [first, ' is ordered before ', second];
  }
}

function written(value: unknown): string {
  return value === undefined || value === null ? 'what' : `the ${found(value)}`;
}

/** A checker's sentence, with its names of operations, processes and times made plain. */
function messageParts(view: CaseView, message: string): readonly Part[] {
  const marked = markOperations(view, message);
  const parts: Part[] = [];
  let end = 0;
  for (const match of marked.matchAll(PIECE)) {
    parts.push(marked.slice(end, match.index), ...plainPiece(view, match));
    end = match.index + match[0].length;
  }
  parts.push(marked.slice(end));
  return finished(parts);
}

/** `read ["x",null] (operation 3, process 0)` becomes a mark that names the operation, so that its value can't be misread. */
function markOperations({ history }: CaseView, message: string): string {
  let text = message.replace(SERVER_PROCESS, '');
  for (const [, index = ''] of message.matchAll(CITED_OPERATION)) {
    const invocation = history.invocations.find(({ invoke }) => invoke.index === Number(index));
    if (invocation !== undefined) text = text.replace(describeInvocation(invocation), () => `\uE000${index}\uE001`);
  }
  return text;
}

function plainPiece(view: CaseView, match: RegExpMatchArray): readonly Part[] {
  const [whole, marked, transaction, about, named, source, key, name, from, until, stamp, micros, bare] = match;
  const index = marked ?? transaction ?? named;
  if (index !== undefined) {
    const [, timestamp] = /timestamp (\d+) µs/.exec(about ?? '') ?? [];
    const part = partOf(view, Number(index));
    return timestamp === undefined ? [part] : [part, ` (timestamp ${stampText(Number(timestamp))})`];
  }
  if (source !== undefined) return [`the result of ${source}`];
  if (whole.startsWith(' (')) return [''];
  if (from !== undefined && until !== undefined) return [`${stampText(Number(from))} to ${stampText(Number(until))}`];
  if (stamp !== undefined || bare !== undefined) return [stampText(Number(stamp ?? bare))];
  if (micros !== undefined) return [durationText(Number(micros))];
  if (whole.startsWith('as ')) return ['as nothing'];
  return [key ?? name ?? whole];
}

/** Sentences begin with a capital letter and end in a full stop. */
function finished(parts: readonly Part[]): readonly Part[] {
  const [first, ...rest] = parts.filter((part) => part !== '');
  const last = rest.at(-1) ?? first;
  // A name of a server stays as it is.
  const begun =
    typeof first === 'string' && /^[a-z]+ /.test(first) ? first.charAt(0).toUpperCase() + first.slice(1) : first;
  const isEnded = typeof last === 'string' && /[.!?]$/.test(last);
  return [...(begun === undefined ? [] : [begun]), ...rest, ...(isEnded ? [] : ['.'])];
}

/** `c4’s transaction`, as a link to where it stands. */
function partOf(view: CaseView, index: number): Part {
  const first = view.citations.firstIndexOf(index);
  const invocation = view.history.invocations.find(({ invoke }) => invoke.index === first);
  if (first === undefined || invocation === undefined) return `operation ${index}`;
  return {
    text: `${nameOfClient(view, Number(invocation.invoke.process))}’s ${operationNoun(invocation)}`,
    index: first,
  };
}
