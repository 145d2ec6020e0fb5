import { describe, expect, test } from 'vitest';
import { Acceptor } from '../../../../../src/models/parts/replicated-log/acceptor.ts';
import { CORRECT_LOG, type LogMechanisms } from '../../../../../src/models/parts/replicated-log/mechanisms.ts';
import type { Host } from '../../../../../src/simulation/host.ts';
import { Simulation } from '../../../../../src/simulation/simulation.ts';
import type { Task } from '../../../../../src/simulation/task.ts';

/** A server with an acceptor on its disk; each incarnation makes the acceptor anew. */
class Field {
  readonly simulation: Simulation;
  acceptor!: Acceptor;
  #host!: Host;

  constructor(mechanisms: LogMechanisms = CORRECT_LOG, seed = 1) {
    this.simulation = new Simulation(seed);
    this.simulation.addNode('s1', { rack: 'r', zone: 'z', region: 'eu' }, 'server', (host) => {
      this.#host = host;
      this.acceptor = new Acceptor(host, 'g', mechanisms);
      return { receive: () => undefined };
    });
    this.simulation.start();
  }

  /** What a task gives, when it has ended within so much time. */
  run<T>(task: (acceptor: Acceptor) => Task<T>, micros = 100_000): T | undefined {
    const result = this.#host.spawn('test', task(this.acceptor));
    this.simulation.kernel.runUntil(this.simulation.kernel.nowMicros + micros);
    return result.value;
  }

  losePowerAndRestart(): void {
    const node = this.simulation.nodeNamed('s1');
    this.simulation.losePower(node);
    this.simulation.restart(node);
  }
}

describe('an acceptor', () => {
  test('promises ballots that only rise', () => {
    const field = new Field();
    expect(field.run((acceptor) => acceptor.prepare(65, 0))).toEqual({ isOk: true, accepted: [] });
    expect(field.run((acceptor) => acceptor.prepare(64, 0))).toEqual({ isOk: false, promised: 65 });
    expect(field.run((acceptor) => acceptor.prepare(128, 0))).toEqual({ isOk: true, accepted: [] });
  });

  test('accepts under the promised ballot and above, and then promises nothing lower', () => {
    const field = new Field();
    field.run((acceptor) => acceptor.prepare(65, 0));
    expect(field.run((acceptor) => acceptor.accept(64, 0, 'late'))).toEqual({ isOk: false, promised: 65 });
    expect(field.run((acceptor) => acceptor.accept(65, 0, 'a'))).toEqual({ isOk: true });
    expect(field.run((acceptor) => acceptor.accept(130, 1, 'b'))).toEqual({ isOk: true });
    expect(field.run((acceptor) => acceptor.prepare(129, 0))).toEqual({ isOk: false, promised: 130 });
  });

  test('reports what it accepted from a slot on, each under its highest ballot', () => {
    const field = new Field();
    field.run((acceptor) => acceptor.accept(64, 0, 'a'));
    field.run((acceptor) => acceptor.accept(64, 1, 'b'));
    field.run((acceptor) => acceptor.accept(65, 1, 'c'));
    field.run((acceptor) => acceptor.accept(65, 2, 'd'));
    const accepted = [
      { slot: 1, ballot: 65, command: 'c' },
      { slot: 2, ballot: 65, command: 'd' },
    ];
    expect(field.run((acceptor) => acceptor.prepare(128, 1))).toEqual({ isOk: true, accepted });
  });

  test('remembers all that it answered when the power fails', () => {
    const field = new Field();
    field.run((acceptor) => acceptor.accept(64, 0, 'a'));
    field.run((acceptor) => acceptor.prepare(129, 0));
    field.losePowerAndRestart();
    expect(field.acceptor.promised).toBe(129);
    expect(field.acceptor.acceptedAt(0)).toEqual({ slot: 0, ballot: 64, command: 'a' });
  });

  test('answers nothing before it is on disk', () => {
    const field = new Field();
    expect(field.run((acceptor) => acceptor.prepare(64, 0), 100)).toBeUndefined();
    expect(field.simulation.nodeNamed('s1').disk.unsynced).toBe(1);
    expect(field.run((acceptor) => acceptor.accept(64, 0, 'a'), 100)).toBeUndefined();
  });

  test('that syncs no promise answers at once, and may forget when the power fails', () => {
    const hasty = { ...CORRECT_LOG, isPromiseSynced: false };
    const seeds = Array.from({ length: 20 }, (_, nth) => nth + 1);
    const forgetsUnder = (mechanisms: LogMechanisms, seed: number): boolean => {
      const field = new Field(mechanisms, seed);
      const reply = field.run((acceptor) => acceptor.prepare(64, 0), mechanisms.isPromiseSynced ? 100_000 : 0);
      expect(reply).toEqual({ isOk: true, accepted: [] });
      field.losePowerAndRestart();
      return field.acceptor.promised < 64;
    };
    expect(seeds.some((seed) => forgetsUnder(hasty, seed))).toBe(true);
    expect(seeds.some((seed) => forgetsUnder(CORRECT_LOG, seed))).toBe(false);
  });

  test('that recovers promises only forgets what it had accepted', () => {
    const field = new Field({
      ...CORRECT_LOG,
      recoverAccepted: (records) => records.filter(({ type }) => type === 'promise'),
    });
    field.run((acceptor) => acceptor.accept(64, 0, 'a'));
    field.losePowerAndRestart();
    expect(field.acceptor.promised).toBe(64);
    expect(field.acceptor.acceptedAt(0)).toBeUndefined();
  });
});
