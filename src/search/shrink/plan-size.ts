import type { Plan } from '../plan.ts';

/** What makes a plan long to read. */
export interface PlanSize {
  readonly faults: number;
  readonly operations: number;
  readonly clients: number;
  readonly servers: number;
}

export function sizeOf({ faults, operations, topology }: Plan): PlanSize {
  const { clients, servers } = topology;
  return {
    faults: faults.length,
    operations: operations.length,
    clients: clients.length,
    servers: servers.length,
  };
}
