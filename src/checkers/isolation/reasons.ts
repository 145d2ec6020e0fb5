import type { CycleEdge } from '../verdict.ts';
import { PROCESS, REALTIME, RW, WR } from './dependencies.ts';
import { citedIndex, nameOf, show, showKey } from './describe.ts';
import type { Transactions } from './transactions.ts';

/** What the data says of one edge; from the workload, which knows how versions follow each other. */
export interface DataReason {
  readonly key: number;
  readonly value: unknown;
  readonly nextValue: unknown;
  readonly because: string;
}

/** Finds the micro-operations behind a ww, wr or rw edge again; -1 stands for any key. */
export type ExplainDependency = (from: number, to: number, label: number, key: number) => DataReason;

/** One edge of a cycle with its reason, as data and as a sentence. */
export function explainEdge(
  transactions: Transactions,
  from: number,
  to: number,
  label: number,
  explain: ExplainDependency,
  onKey = -1,
): CycleEdge {
  const ends = { from: citedIndex(transactions, from), to: citedIndex(transactions, to) };
  if (label === PROCESS) return { ...ends, type: 'process', because: becauseOfSession(transactions, from, to) };
  if (label === REALTIME) return { ...ends, type: 'realtime', because: becauseOfTime(transactions, from, to) };
  const { key, value, nextValue, because } = explain(from, to, label, onKey);
  const type = label === RW ? 'rw' : label === WR ? 'wr' : 'ww';
  return { ...ends, type, key: transactions.keys[key], value, nextValue, because };
}

function becauseOfSession(transactions: Transactions, from: number, to: number): string {
  return `client ${transactions.process[from]} ran ${nameOf(transactions, from)} before ${nameOf(transactions, to)}`;
}

function becauseOfTime(transactions: Transactions, from: number, to: number): string {
  const { invokeIndex, completeIndex, invokeTime, completeTime } = transactions;
  return (
    `${nameOf(transactions, from)} completed (operation ${completeIndex[from]}, ${showTime(completeTime[from]!)}) before ` +
    `${nameOf(transactions, to)} was invoked (operation ${invokeIndex[to]}, ${showTime(invokeTime[to]!)})`
  );
}

/** Nanoseconds as milliseconds, without rounding. */
function showTime(nanos: number): string {
  return `at ${nanos / 1_000_000} ms`;
}

/** `key 4 as [1 2]`, for sentences. */
export function showRead(transactions: Transactions, key: number, value: unknown): string {
  return `${showKey(transactions, key)} as ${show(value)}`;
}
