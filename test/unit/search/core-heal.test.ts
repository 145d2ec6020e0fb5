import { describe, expect, test } from 'vitest';
import { checkLiveness } from '../../../src/checkers/liveness/liveness.ts';
import type { Verdict } from '../../../src/checkers/verdict.ts';
import { systemNamed } from '../../../src/models/registry.ts';
import type { System, SystemPlan } from '../../../src/models/system.ts';
import { drawPlan } from '../../../src/search/draw-plan.ts';
import { runPlan } from '../../../src/search/run-plan.ts';
import { simulate } from '../../../src/search/simulate.ts';
import type { Host } from '../../../src/simulation/host.ts';
import type { Request } from '../../../src/simulation/request.ts';
import type { Simulation } from '../../../src/simulation/simulation.ts';
import type { Task } from '../../../src/simulation/task.ts';
import { ClientProgram } from '../../../src/workloads/client-program.ts';
import type { Completion, PlannedOperation } from '../../../src/workloads/planned-operation.ts';
import { REGISTER } from '../../helpers/register-system.ts';

/** Servers that answer a write when they are through with `before`. */
function planted(before: (host: Host) => Task<unknown>): System {
  const build = (simulation: Simulation, { topology, operations }: SystemPlan): void => {
    for (const { name, ...place } of topology.servers)
      simulation.addNode(name, place, 'server', (host) => ({
        receive: (request: Request): void => {
          if (request.message.kind === 'ping') request.reply(true);
          else host.spawn('serve', before(host)).onResolved(() => request.reply(true));
        },
      }));
    topology.clients.forEach(({ name, ...place }, nth) => {
      simulation.addNode(name, place, 'client', (host) => {
        const client = { perform: ({ value }: PlannedOperation) => write(host, place.home, value) };
        const { length } = topology.clients;
        return new ClientProgram(host, client, simulation.recorder, operations, REGISTER.phases, nth, length);
      });
    });
  };
  return { ...REGISTER, build };
}

function* write(host: Host, server: string, value: unknown): Task<Completion> {
  yield* host.call(server, { kind: 'write' }, Infinity);
  return { type: 'ok', value };
}

function* waitForNobody(host: Host): Task<unknown> {
  return yield* host.wait(host.future<true>(), Infinity, 'what nobody brings');
}

function* waitForTheThird(host: Host): Task<unknown> {
  return yield* host.call('s3', { kind: 'ping' }, Infinity);
}

/** The register's servers s1 and s2 heal; s3 is down from the first moment on. */
function livenessOf(system: System): Verdict {
  const request = { system: 'register', variant: null, seed: 1, preset: 'core-heal', pastContract: null } as const;
  const down = { kind: 'crash', id: 1, atMicros: 0, durationMicros: 99_000_000, targets: ['s3'] } as const;
  const plan = { ...drawPlan({ ...request, operations: 20 }, system), core: ['s1', 's2'], faults: [down] };
  return checkLiveness(simulate(plan, { system }).history);
}

describe('a planted stuck task', () => {
  test('that waits for what nobody brings is found, and the finding says who waits for whom', () => {
    const verdict = livenessOf(planted(waitForNobody));
    if (verdict.verdict !== 'violated') expect.fail(verdict.verdict);
    const [{ kind, steps = [] }] = verdict.anomalies;
    expect(kind).toBe('stuck');
    expect(steps).toHaveLength(2);
    expect(steps[0]).toMatch(
      /^c\d, task "operation \d+", waits since .* s without a time-out for s\d to answer write$/,
    );
    expect(steps[1]).toMatch(/^s\d, task "serve", .* for what nobody brings: nobody is at work on it$/);
  });

  test('that waits for the server outside of the core is excused', () => {
    const verdict = livenessOf(planted(waitForTheThird));
    expect(verdict.verdict).toBe('vacuous');
    expect(verdict.exercised['excused']).toBeGreaterThan(0);
  });
});

test('a key of stripe that belongs to a dead attempt for ever is found with a core, too', () => {
  const request = { system: 'stripe', seed: 8, preset: 'core-heal', pastContract: null, operations: 60 } as const;
  const livenessFor = (variant: string | null): Verdict | undefined => {
    const { guarantees } = runPlan(drawPlan({ ...request, variant })).result.judgement;
    return guarantees.find(({ name }) => name === 'liveness')?.verdict;
  };
  const verdict = livenessFor('key-without-lease');
  if (verdict?.verdict !== 'violated') expect.fail(verdict?.verdict);
  expect(verdict.anomalies[0]).toMatchObject({ kind: 'not-recovered', message: expect.stringContaining('conflict') });
  expect(livenessFor(null)?.verdict).toBe('holds');
});

describe.each(['spanner', 'dynamo', 'stripe', 'synod', 'kafka'])('%s', (name) => {
  const { phases } = systemNamed(name);
  test('serves with a core of its servers, while the others stay as they are', () => {
    for (const seed of [2, 3]) {
      const request = { system: name, variant: null, seed, preset: 'core-heal', pastContract: null } as const;
      const plan = drawPlan({ ...request, operations: 60 });
      const outside = plan.topology.servers.filter((server) => plan.core?.includes(server.name) === false);
      expect(outside.length).toBeGreaterThan(0);
      expect(
        plan.faults.filter(({ atMicros, durationMicros }) => atMicros + durationMicros > phases.healMicros),
      ).not.toEqual([]);
      const { guarantees } = runPlan(plan).result.judgement;
      expect(guarantees.filter(({ verdict }) => verdict.verdict === 'violated')).toEqual([]);
      expect(guarantees.find((guarantee) => guarantee.name === 'liveness')?.verdict.verdict).toBe('holds');
    }
  });
});
