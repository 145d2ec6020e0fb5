import type { Plan } from '../plan.ts';
import { withoutServer } from './fault-fields.ts';
import { dropInChunks, type Pass, tryEach } from './step.ts';

/** With fewer voters there is nothing to be agreed on by a majority. */
const FEWEST_VOTERS = 3;

/** Drops clients that do nothing; one stays. */
export const dropIdleClients: Pass = {
  name: 'idle clients',
  begin: dropInChunks<string>({
    itemsOf: ({ plan }) => {
      const busy = new Set(plan.operations.map(({ client }) => client));
      const idle = plan.topology.clients.map(({ name }) => name).filter((name) => !busy.has(name));
      return idle.length < plan.topology.clients.length ? idle : idle.slice(1);
    },
    without: ({ plan }, dropped) => {
      const clients = plan.topology.clients.filter(({ name }) => !dropped.has(name));
      return { ...plan, topology: { ...plan.topology, clients }, ...prioritiesWithout(plan, dropped) };
    },
  }),
};

/** Drops servers, from the last one on; their clients move to the first that is left. */
export const dropServers: Pass = {
  name: 'servers',
  begin: tryEach(({ plan }) =>
    plan.topology.servers
      .toReversed()
      .flatMap(({ name }) => planWithoutServer(plan, name))
      .filter(({ topology }) => topology.servers.filter(({ votes }) => votes).length >= FEWEST_VOTERS),
  ),
};

function planWithoutServer(plan: Plan, gone: string): readonly Plan[] {
  const servers = plan.topology.servers.filter(({ name }) => name !== gone);
  const first = servers.find(({ votes }) => votes);
  const isNeeded = plan.operations.some(({ value }) => value === gone);
  if (first === undefined || isNeeded) return [];
  const { rack, zone, region } = first;
  const clients = plan.topology.clients.map((client) =>
    client.home === gone ? { name: client.name, home: first.name, rack, zone, region } : client,
  );
  const faults = plan.faults.flatMap((fault) => withoutServer(fault, gone) ?? []);
  const core = plan.core?.filter((name) => name !== gone);
  const fewer = prioritiesWithout(plan, new Set([gone]));
  const smaller = { ...plan, topology: { ...plan.topology, servers, clients }, faults, ...fewer };
  return [core === undefined ? smaller : { ...smaller, core }];
}

/** Changes of priorities name nodes that are there. */
function prioritiesWithout({ priorities }: Plan, gone: ReadonlySet<string>): Pick<Plan, 'priorities'> {
  if (priorities === undefined) return {};
  const changes = priorities.changes.filter(({ from, to }) => !gone.has(from) && !gone.has(to));
  return { priorities: { ...priorities, changes } };
}
