import type { FaultState } from './fault-states.ts';
import type { RecordedServer, RecordedTopology } from './topology.ts';

/**
 * The servers with which a client at home on `home` could exchange words, over any number of hops, while these states
 * lasted. A link or server that worked in one of them counts as if it had worked in all: whoever is left out was out of
 * reach without any doubt.
 */
export function serversInReach(
  { servers }: RecordedTopology,
  states: readonly FaultState[],
  home: string,
): readonly number[] {
  const count = servers.length;
  const homeNumber = servers.findIndex(({ name }) => name === home);
  const isLinked = (from: number, to: number): boolean =>
    from === to || states.some(({ links }) => links[from * count + to] === 1);
  const numbers = liveServers(servers.length, states);
  const reached = spread(numbers, homeNumber, isLinked);
  const heard = spread(numbers, homeNumber, (from, to) => isLinked(to, from));
  return numbers.filter((number) => reached.has(number) && heard.has(number));
}

/** The servers whose words could get to a client at home on `home`, whether or not its own get to them. */
export function serversHeard(
  { servers }: RecordedTopology,
  states: readonly FaultState[],
  home: string,
): readonly number[] {
  const count = servers.length;
  const homeNumber = servers.findIndex(({ name }) => name === home);
  const isHeard = (from: number, to: number): boolean =>
    from === to || states.some(({ links }) => links[to * count + from] === 1);
  return [...spread(liveServers(count, states), homeNumber, isHeard)];
}

function liveServers(count: number, states: readonly FaultState[]): readonly number[] {
  return Array.from({ length: count }, (_, server) => server).filter((server) =>
    states.some(({ live }) => live[server] === 1),
  );
}

/** Whether fewer than a majority of the voters of a quorum are among these servers; of all voters where there is only one. */
export function isMinority(
  { servers }: RecordedTopology,
  side: readonly number[],
  quorum: string | undefined,
): boolean {
  const isVoter = (server: RecordedServer | undefined): boolean => server?.votes === true && server.quorum === quorum;
  const voters = servers.filter(isVoter).length;
  const present = side.filter((server) => isVoter(servers[server])).length;
  return 2 * present <= voters;
}

/** Whether a client could exchange words, without a server in between, with any server that ran. */
export function canReachAnyone({ servers }: RecordedTopology, state: FaultState, home: string): boolean {
  const count = servers.length;
  const homeNumber = servers.findIndex(({ name }) => name === home);
  return servers.some((_, server) => {
    if (state.live[server] !== 1) return false;
    if (server === homeNumber) return true;
    return state.links[homeNumber * count + server] === 1 && state.links[server * count + homeNumber] === 1;
  });
}

/** Everyone that words from a client beside `home` get to, passed on by servers that run. */
function spread(
  live: readonly number[],
  home: number,
  isLinked: (from: number, to: number) => boolean,
): ReadonlySet<number> {
  const found = new Set<number>();
  const open = [home];
  for (let from = open.pop(); from !== undefined; from = open.pop()) {
    for (const to of live) {
      if (found.has(to) || !isLinked(from, to)) continue;
      found.add(to);
      open.push(to);
    }
  }
  return found;
}
