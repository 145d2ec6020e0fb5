import type { History } from '../../history/history.ts';
import { HistoryError, show } from '../../history/history-error.ts';

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
