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
  return statedServers(history, 'leaders').flatMap(({ index, names }) => {
    const state = states.find(({ from, until }) => from < index && index < until);
    const isInReach = (name: string): boolean => {
      const number = servers.findIndex((server) => server.name === name);
      const isLinked = (other: number): boolean =>
        state?.links[number * servers.length + other] === 1 && state.links[other * servers.length + number] === 1;
      return state?.live[number] === 1 && servers.some((server, other) => core.has(server.name) && isLinked(other));
    };
    return names.filter((name) => !core.has(name) && isInReach(name));
  });
}

/**
 * Servers outside of the core of which servers inside say that only they may hold something that was promised to be kept: a
 * system that would rather wait for them than lose it has to.
 *
 * @throws HistoryError for copies that are no names.
 */
export function outsideCopies(history: History, core: ReadonlySet<string>): readonly string[] {
  return statedServers(history, 'last-copies').flatMap(({ names }) => names.filter((name) => !core.has(name)));
}

function statedServers(history: History, f: string): readonly { readonly index: number; readonly names: string[] }[] {
  const stated = history.nemesis().filter((recorded) => recorded.f === f);
  return stated.map(({ index, value }) => {
    const { servers }: { servers?: unknown } = value ?? {};
    if (Array.isArray(servers) && servers.every((name) => typeof name === 'string')) return { index, names: servers };
    throw new HistoryError(`${show(value)} is no value of "${f}"; expected { servers: [name, …] }`, {
      operation: index,
      field: 'value',
    });
  });
}
