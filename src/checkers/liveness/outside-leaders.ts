import type { History } from '../../history/history.ts';
import { HistoryError, show } from '../../history/history-error.ts';
import type { Cluster } from '../cluster/cluster.ts';

/**
 * Servers outside of the core that led something when the time to recover was over, and that run and can exchange words
 * with some server of the core: they are slow, or lose messages, and nobody has a reason to depose them. One that is down,
 * still or cut off is no excuse for anybody.
 *
 * @throws HistoryError for leaders that are no names.
 */
export function outsideLeaders(
  history: History,
  { topology: { servers }, states }: Cluster,
  core: ReadonlySet<string>,
): readonly string[] {
  return history
    .nemesis()
    .filter(({ f }) => f === 'leaders')
    .flatMap((recorded) => {
      const { servers: named }: { servers?: unknown } = recorded.value ?? {};
      if (!Array.isArray(named))
        throw new HistoryError(`${show(recorded.value)} is no value of "leaders"; expected { servers }`, {
          operation: recorded.index,
          field: 'value',
        });
      const state = states.find(({ from, until }) => from < recorded.index && recorded.index < until);
      const isInReach = (name: unknown): boolean => {
        const number = servers.findIndex((server) => server.name === name);
        const isLinked = (other: number): boolean =>
          state?.links[number * servers.length + other] === 1 && state.links[other * servers.length + number] === 1;
        return state?.live[number] === 1 && servers.some((server, other) => core.has(server.name) && isLinked(other));
      };
      return named.filter((name) => !core.has(String(name)) && isInReach(name)).map(String);
    });
}
