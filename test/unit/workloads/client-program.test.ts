import { describe, expect, test } from 'vitest';
import { Simulation } from '../../../src/simulation/simulation.ts';
import type { Host } from '../../../src/simulation/host.ts';
import type { Task } from '../../../src/simulation/task.ts';
import { type Client, ClientProgram, type Phases } from '../../../src/workloads/client-program.ts';
import type { Completion, PlannedOperation } from '../../../src/workloads/planned-operation.ts';

const PHASES: Phases = { healMicros: 500, quietMicros: 1_000, finalMicros: 5_000, endMicros: 9_000 };
const PLACE = { rack: 'r1', zone: 'z1', region: 'eu' };

/** Takes 100 µs for each operation, and completes it as its value says. */
class SlowClient implements Client {
  readonly #host: Host;
  constructor(host: Host) {
    this.#host = host;
  }
  *perform({ value }: PlannedOperation): Task<Completion> {
    yield* this.#host.sleep(100);
    return value as Completion;
  }
}

function planned(id: number, what: Partial<PlannedOperation>): PlannedOperation {
  return { id, client: 'c1', phase: 'chaos', thinkMicros: 10, f: 'read', value: { type: 'ok', value: id }, ...what };
}

/** Runs the operations of clients c1 and c2, processes 0 and 1 of 2. Lines: "µs process type f value". */
function run(operations: readonly PlannedOperation[]): { simulation: Simulation; lines(): string[] } {
  const simulation = new Simulation(1);
  ['c1', 'c2'].forEach((name, nth) => {
    const make = (host: Host): ClientProgram =>
      new ClientProgram(host, new SlowClient(host), simulation.recorder, operations, PHASES, nth, 2);
    simulation.addNode(name, PLACE, 'client', make);
  });
  simulation.start();
  simulation.kernel.runUntil(PHASES.endMicros);
  const lines = (): string[] =>
    simulation.recorder.operations.map(
      ({ time, process, type, f, value }) => `${time / 1_000} ${process} ${type} ${f} ${JSON.stringify(value)}`,
    );
  return { simulation, lines };
}

describe('ClientProgram', () => {
  test('performs its own operations, one after the other, and records both ends of each', () => {
    const { lines } = run([planned(1, {}), planned(2, { client: 'c2', thinkMicros: 50 }), planned(3, { f: 'write' })]);
    const invoked = (id: number): string => JSON.stringify({ type: 'ok', value: id });
    expect(lines()).toEqual([
      `10 0 invoke read ${invoked(1)}`,
      `50 1 invoke read ${invoked(2)}`,
      '110 0 ok read 1',
      `120 0 invoke write ${invoked(3)}`,
      '150 1 ok read 2',
      '220 0 ok write 3',
    ]);
  });

  test('a process whose operation ended unknown retires; the client goes on under another', () => {
    const unknown = { value: { type: 'info', value: null, error: 'timeout' } };
    const { simulation } = run([
      planned(1, unknown),
      planned(2, unknown),
      planned(3, { value: { type: 'fail', value: 0 } }),
      planned(4, {}),
    ]);
    const processes = simulation.recorder.operations.map(({ process, type }) => `${process} ${type}`);
    expect(processes).toEqual(['0 invoke', '0 info', '2 invoke', '2 info', '4 invoke', '4 fail', '4 invoke', '4 ok']);
  });

  test('records errors and further fields beside Jepsen’s', () => {
    const { simulation } = run([
      planned(1, { value: { type: 'info', value: null, error: 'timeout' } }),
      planned(2, { value: { type: 'ok', value: 1, extra: { commitTimestamp: 7 } } }),
    ]);
    expect(simulation.recorder.operations[1]).toMatchObject({ type: 'info', error: 'timeout' });
    expect(simulation.recorder.operations[3]).toMatchObject({ type: 'ok', commitTimestamp: 7 });
  });

  test('begins nothing in the quiet, and final operations after the servers’ statements', () => {
    const { lines } = run([
      planned(1, { thinkMicros: 999 }),
      planned(2, { thinkMicros: 1 }),
      planned(3, { phase: 'final', thinkMicros: 0 }),
      planned(4, { client: 'c2', thinkMicros: 1_000 }),
    ]);
    expect(
      lines()
        .filter((line) => line.includes('invoke'))
        .map((line) => line.split(' ', 1)[0]),
    ).toEqual(['999', '5001']);
  });

  test('a message that no call asked for is an error of the system', () => {
    const { simulation } = run([]);
    simulation.kernel.send(simulation.nodeNamed('c2'), simulation.nodeNamed('c1'), { kind: 'gossip' });
    expect(() => simulation.kernel.runUntil(1_000_000)).toThrow('client c1 was sent a message that it did not ask for');
  });
});
