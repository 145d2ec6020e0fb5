import type { Fault } from '../../src/nemesis/fault.ts';
import type { Plan } from '../../src/search/plan.ts';
import type { Best } from '../../src/search/shrink/step.ts';
import type { PlannedOperation } from '../../src/workloads/planned-operation.ts';

const PLACE = { rack: 'r', zone: 'z', region: 'e' };

/** A crash of one server. */
export function crashOf(id: number, target: string, atMicros: number, durationMicros = 100_000): Fault {
  return { kind: 'crash', id, atMicros, durationMicros, targets: [target] };
}

/** One operation of a client, which waits a second before it. */
export function plannedWrite(id: number, client: string, thinkMicros = 1_000_000): PlannedOperation {
  return { id, client, phase: 'chaos', thinkMicros, f: 'write', value: ['x', id] };
}

/** A plan of dynamo with four servers and two clients, for edits that are never run. */
export function smallPlan(operations: readonly PlannedOperation[], faults: readonly Fault[] = []): Plan {
  return {
    format: 'capcheck-plan/1',
    system: 'dynamo',
    variant: null,
    seed: 1,
    preset: 'none',
    pastContract: null,
    topology: {
      servers: ['n1', 'n2', 'n3', 'n4'].map((name) => ({ name, votes: true, ...PLACE })),
      clients: ['c1', 'c2'].map((name, nth) => ({ name, home: `n${nth + 3}`, ...PLACE })),
    },
    settings: {},
    operations,
    faults,
  };
}

/** As if the plan had been run, every operation taking `tookMicros`. */
export function bestOf(plan: Plan, tookMicros = 0): Best {
  const timing: Best['timing'] = new Map(
    plan.operations.map(({ id, client }, position) => {
      const until = plan.operations.slice(0, position + 1).filter((operation) => operation.client === client);
      const thought = until.reduce((sum, { thinkMicros }) => sum + thinkMicros, 0);
      const startMicros = thought + (until.length - 1) * tookMicros;
      return [id, { startMicros, endMicros: startMicros + tookMicros, lines: [2 * position, 2 * position + 1] }];
    }),
  );
  return { plan, timing, witness: [], struck: [] };
}
