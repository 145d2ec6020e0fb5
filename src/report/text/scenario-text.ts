import type { History, Invocation } from '../../history/history.ts';
import type { Operation } from '../../history/operation.generated.ts';
import { faultIntervals, type FaultInterval, healOf } from '../case/fault-intervals.ts';
import { faultText } from '../case/fault-text.ts';
import { topologyOf } from '../case/topology-of.ts';
import { durationText, instantText } from './numbers.ts';
import { operationText } from './operation-text.ts';
import { valueText } from './value-text.ts';

const NANOS_PER_MICRO = 1000;

/** Something that happened, with the line of the history that says so. */
interface Event {
  readonly line: Operation;
  readonly sentence: string;
}

/**
 * What happened in a run, told in numbered sentences in the order of time: `1. At 0.512 s: Partition …`. For runs of a few
 * faults and operations.
 */
export function scenarioText(history: History): readonly string[] {
  const faults = faultIntervals(history).map((fault) => tellFault(fault, history));
  const operations = history.invocations.flatMap((invocation) => tellOperation(invocation, history));
  const heal = healOf(history);
  const healed = heal === undefined ? [] : [{ line: heal, sentence: 'all faults are over.' }];
  return [...faults, ...operations, ...healed]
    .sort((a, b) => a.line.index - b.line.index)
    .map(({ line, sentence }, nth) => `${nth + 1}. At ${instantText(line.time)}: ${sentence}`);
}

function tellFault(fault: FaultInterval, history: History): Event {
  const lasts = durationText(Math.round((fault.toNanos - fault.fromNanos) / NANOS_PER_MICRO));
  const what = faultText(fault, topologyOf(history)).replace(/\.$/, '');
  return { line: fault.start, sentence: `for ${lasts}: ${what}.` };
}

/** In one sentence where nothing else happens meanwhile, else in two. */
function tellOperation(invocation: Invocation, history: History): readonly Event[] {
  const { invoke, completion, outcome } = invocation;
  const who = clientText(history, Number(invoke.process));
  const asked = operationText({ invoke, completion: undefined, outcome: 'info' });
  if (completion === undefined)
    return [{ line: invoke, sentence: `${who} begins ${asked}, and never hears of it again.` }];
  const result = outcome === 'ok' ? `ok, ${operationText(invocation)}` : `${outcome}, ${valueText(completion.error)}`;
  const told = `${result}${stampsOf(completion)}`;
  const took = durationText(Math.round((completion.time - invoke.time) / NANOS_PER_MICRO));
  if (isAlone(invoke, completion, history))
    return [{ line: invoke, sentence: `${who} begins ${asked}, and hears after ${took}: ${told}.` }];
  return [
    { line: invoke, sentence: `${who} begins ${asked}.` },
    { line: completion, sentence: `${who} hears of ${asked}: ${told}.` },
  ];
}

/** Whether no client and no fault does anything between two lines; what servers state does not count. */
function isAlone(from: Operation, to: Operation, { operations }: History): boolean {
  return operations
    .slice(from.index + 1, to.index)
    .every(({ process }) => typeof process === 'string' && process !== 'nemesis');
}

function stampsOf(completion: Operation): string {
  const stamps = ['commitTimestamp', 'readTimestamp'].flatMap((name) => {
    const value: unknown = Reflect.get(completion, name);
    return value === undefined ? [] : [`${name} ${valueText(value)}`];
  });
  return stamps.length === 0 ? '' : ` (${stamps.join(', ')})`;
}

function clientText(history: History, process: number): string {
  const clients = topologyOf(history)?.clients ?? [];
  const client = clients[process % clients.length];
  return client === undefined ? `process ${process}` : `${client.name} (at ${client.home})`;
}
