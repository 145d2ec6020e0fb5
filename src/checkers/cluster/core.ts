import type { History, Invocation } from '../../history/history.ts';
import { HistoryError, show } from '../../history/history-error.ts';
import { clientOf, readTopology } from './topology.ts';

/**
 * The servers that healed, where the nemesis states that not all did: what is promised then is promised by and to them.
 * Undefined where all faults ended.
 *
 * @throws HistoryError for a core that is no list of names.
 */
export function readCore(history: History): ReadonlySet<string> | undefined {
  const heal = history.nemesis().find(({ f }) => f === 'heal');
  const { core }: { core?: unknown } = heal?.value ?? {};
  if (heal === undefined || core === undefined) return undefined;
  if (!Array.isArray(core) || !core.every((name) => typeof name === 'string'))
    throw new HistoryError(`${show(heal.value)} is no heal; expected null or { core: [server, …] }`, {
      operation: heal.index,
      field: 'value',
    });
  return new Set(core);
}

/** Whether an operation's client is at home on a server that healed; always true where all did, or nobody says who is where. */
export function isOfCore(history: History): (invocation: Invocation) => boolean {
  const core = readCore(history);
  const topology = core === undefined ? undefined : readTopology(history);
  if (core === undefined || topology === undefined) return () => true;
  return ({ invoke }) => core.has(topology.homes[clientOf(topology, invoke.process)] ?? '');
}
