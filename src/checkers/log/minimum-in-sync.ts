import type { History, Invocation } from '../../history/history.ts';
import { HistoryError, show } from '../../history/history-error.ts';
import type { Operation } from '../../history/operation.generated.ts';
import { describeInvocation, indicesOf } from '../describe.ts';
import { Findings } from '../findings.ts';
import { fieldsOf } from '../values.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { stepsOf } from './steps.ts';

const SHAPE = '{ partition, inSync: [server, …], minimum }';

/** What a leader said of its partition, and which replicas were in sync. */
interface Statement {
  readonly index: number;
  readonly inSync: number;
  readonly minimum: number;
}

/**
 * A leader acknowledges a send only while enough replicas are in sync (Kafka's min.insync.replicas with acks=all): no send
 * that names it in `acknowledgedBy` begins and ends while, by its own `in-sync-replicas` statements, there were fewer.
 * Sound, not complete: where there were enough at some moment of the send nothing is said. O(operations · log statements).
 */
export function checkMinimumInSync(history: History): Verdict {
  const findings = new Findings();
  const statements = readStatements(history);
  const timesBelow = [...statements.values()].flat().filter(isBelow).length;
  let acknowledged = 0;
  let refused = 0;
  for (const operation of history.of('send')) {
    if (operation.outcome === 'fail') refused++;
    const server = operation.completion?.['acknowledgedBy'];
    const [step] = stepsOf(operation).sends;
    if (operation.outcome !== 'ok' || typeof server !== 'string' || step === undefined) continue;
    acknowledged++;
    const below = belowThroughout(statements.get(nameOf(server, step.partition)) ?? [], operation);
    if (below === undefined) continue;
    findings.add('acknowledged-below-minimum', () => ({
      message: `${describeInvocation(operation)} was acknowledged by ${server}, which had ${below.inSync} in-sync replicas of ${step.partition} all the time and needs ${below.minimum}.`,
      operations: [below.index, ...indicesOf(operation)],
    }));
  }
  const exercised = { acknowledged, timesBelow, refused };
  if (acknowledged === 0 || timesBelow === 0)
    return { verdict: 'vacuous', exercised, reason: 'no leader had too few in-sync replicas' };
  return verdictOf(findings.of('acknowledged-below-minimum'), exercised);
}

/** The statement of too few that held from before the operation until after it; undefined when there is none. */
function belowThroughout(statements: readonly Statement[], { invoke, completion }: Invocation): Statement | undefined {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle]?.index ?? Infinity) < invoke.index) low = middle + 1;
    else high = middle;
  }
  const held = statements[low - 1];
  if (held === undefined || !isBelow(held)) return undefined;
  return (statements[low]?.index ?? Infinity) > (completion?.index ?? Infinity) ? held : undefined;
}

function isBelow({ inSync, minimum }: Statement): boolean {
  return inSync < minimum;
}

/** Statements by server and partition, in their order: of several that say the same of the minimum the first. */
function readStatements(history: History): ReadonlyMap<string, readonly Statement[]> {
  const statements = new Map<string, Statement[]>();
  for (const operation of history.observations('in-sync-replicas')) {
    const { partition, inSync, minimum } = fieldsOf(operation, SHAPE);
    if (!Array.isArray(inSync) || typeof minimum !== 'number') throw unexpected(operation);
    const name = nameOf(String(operation.process), String(partition));
    const statement = { index: operation.index, inSync: inSync.length, minimum };
    const known = statements.get(name);
    const last = known?.at(-1);
    if (known === undefined || last === undefined) statements.set(name, [statement]);
    else if (isBelow(last) !== isBelow(statement)) known.push(statement);
  }
  return statements;
}

function nameOf(server: string, partition: string): string {
  return JSON.stringify([server, partition]);
}

function unexpected({ value, index }: Operation): HistoryError {
  return new HistoryError(`${show(value)} is no statement of in-sync replicas; expected ${SHAPE}`, {
    operation: index,
  });
}
