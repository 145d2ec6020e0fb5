import { describe, expect, test } from 'vitest';
import type { DamageFault, DiskFault } from '../../../../src/nemesis/fault.ts';
import { Nemesis } from '../../../../src/nemesis/nemesis.ts';
import { Simulation } from '../../../../src/simulation/simulation.ts';
import { type Field, fieldUnder } from '../../../helpers/nemesis.ts';

const END_MICROS = 501_000;

function under(kind: DamageFault['kind'] | DiskFault['kind'], id = 3): Field {
  return fieldUnder([{ kind, id, atMicros: 1_000, durationMicros: END_MICROS - 1_000, targets: ['s1'] }]);
}

/** Writes numbers to the log of s1 and makes them durable, if the disk does. */
function write({ simulation }: Field, from: number, to: number): void {
  const { disk } = simulation.nodeNamed('s1');
  for (let record = from; record <= to; record++) disk.append('log', record);
  disk.sync();
}

const logOf = ({ simulation }: Field): readonly unknown[] => simulation.nodeNamed('s1').disk.read('log');

const upTo = (last: number): readonly number[] => Array.from({ length: last }, (_, i) => i + 1);

test('full-disk: a write fails and its process dies of it; with room again it comes back', () => {
  const field = under('full-disk');
  field.simulation.kernel.runUntil(2_000);
  expect(field.isAnswered('c2', 's1')).toBe(true);
  write(field, 1, 3);
  expect(field.isAnswered('c2', 's1')).toBe(false);
  expect(logOf(field)).toEqual([]);
  field.simulation.kernel.runUntil(END_MICROS);
  expect(field.isAnswered('c2', 's1')).toBe(true);
  write(field, 1, 3);
  expect(logOf(field)).toEqual(upTo(3));
  const [, crash, restart] = field.faultLines().map(([, f, value]) => [f, value]);
  expect([crash, restart]).toEqual([
    ['start-crash', { fault: 3, targets: ['s1'] }],
    ['stop-crash', { fault: 3, targets: ['s1'] }],
  ]);
});

test('full-disk: whoever dies of a failed write answers nothing more, not even in the same event', () => {
  const simulation = new Simulation(1);
  const place = { rack: 'r', zone: 'z', region: 'g' };
  const answers: unknown[] = [];
  simulation.addNode('s1', place, 'server', (host) => ({
    receive(request) {
      host.append('log', 1);
      host.observe('written', 1);
      request.reply('written');
    },
  }));
  simulation.addNode('c1', place, 'client', (host) => ({
    receive: () => undefined,
    start: () => host.ask('s1', { kind: 'write' }).onResolved((reply) => answers.push(reply)),
  }));
  const fault: DiskFault = { kind: 'full-disk', id: 3, atMicros: 0, durationMicros: END_MICROS, targets: ['s1'] };
  const nemesis = new Nemesis(simulation, [fault]);
  simulation.start();
  simulation.kernel.runUntil(END_MICROS - 1);
  expect(simulation.nodeNamed('s1').isRunning).toBe(false);
  nemesis.heal();
  expect(answers).toEqual([]);
  expect(simulation.recorder.operations.map(({ f }) => f)).not.toContain('written');
  expect(simulation.nodeNamed('s1').isRunning).toBe(true);
});

test('stalled-disk: no sync ends before the fault does', () => {
  const field = under('stalled-disk');
  const { simulation } = field;
  simulation.kernel.runUntil(2_000);
  let endedAt = 0;
  simulation.nodeNamed('s1').disk.append('log', 1);
  simulation
    .nodeNamed('s1')
    .disk.sync()
    .onResolved(() => (endedAt = simulation.kernel.nowMicros));
  simulation.kernel.runUntil(600_000);
  expect(endedAt).toBe(END_MICROS);
});

test('lying-fsync: what was synced under it is at the mercy of the power failure that ends it', () => {
  const kept = upTo(20).map((seed) => {
    const field = under('lying-fsync', seed);
    write(field, 1, 10);
    field.simulation.kernel.runUntil(3_000);
    write(field, 11, 30);
    field.simulation.kernel.runUntil(END_MICROS);
    return logOf(field);
  });
  for (const log of kept) {
    expect(log).toEqual(upTo(log.length));
    expect(log.length).toBeGreaterThanOrEqual(10);
  }
  expect(Math.min(...kept.map(({ length }) => length))).toBeLessThan(30);
});

test('lying-fsync: when it is over, syncs are true again', () => {
  const field = under('lying-fsync');
  field.simulation.kernel.runUntil(600_000);
  write(field, 1, 10);
  field.simulation.kernel.runUntil(700_000);
  field.simulation.losePower(field.simulation.nodeNamed('s1'));
  expect(logOf(field)).toEqual(upTo(10));
});

describe.each(['bit-rot', 'read-error', 'misdirected-write'] as const)('%s', (kind) => {
  test('the machine is down, and its reader then stops at a record that was whole before', () => {
    const lengths = upTo(20).map((id) => {
      const field = under(kind, id);
      write(field, 1, 30);
      field.simulation.kernel.runUntil(2_000);
      expect(field.isAnswered('c2', 's1')).toBe(false);
      field.simulation.kernel.runUntil(END_MICROS);
      expect(field.isAnswered('c2', 's1')).toBe(true);
      expect(logOf(field)).toEqual(upTo(logOf(field).length));
      return logOf(field).length;
    });
    expect(Math.max(...lengths)).toBeLessThan(30);
    expect(new Set(lengths).size).toBeGreaterThan(5);
  });

  test('what is written afterwards follows what is left', () => {
    const field = under(kind);
    write(field, 1, 30);
    field.simulation.kernel.runUntil(END_MICROS);
    const left = logOf(field).length;
    write(field, 31, 32);
    expect(logOf(field)).toEqual([...upTo(left), 31, 32]);
  });
});

test('snapshot-rollback: the machine restarts from what its disk held when it began', () => {
  const field = under('snapshot-rollback');
  write(field, 1, 10);
  field.simulation.kernel.runUntil(2_000);
  write(field, 11, 30);
  expect(field.isAnswered('c2', 's1')).toBe(true);
  field.simulation.kernel.runUntil(END_MICROS);
  expect(logOf(field)).toEqual(upTo(10));
  expect(field.simulation.nodeNamed('s1').epoch).toBe(1);
  expect(field.isAnswered('c2', 's1')).toBe(true);
});

test('other disks stay as they are', () => {
  for (const kind of ['bit-rot', 'full-disk', 'stalled-disk', 'lying-fsync', 'snapshot-rollback'] as const) {
    const { simulation } = under(kind);
    const { disk } = simulation.nodeNamed('s2');
    simulation.kernel.runUntil(2_000);
    let isSynced = false;
    disk.append('log', 'kept');
    disk.sync().onResolved(() => (isSynced = true));
    simulation.kernel.runUntil(END_MICROS);
    expect({ kind, isSynced, log: disk.read('log') }).toEqual({ kind, isSynced: true, log: ['kept'] });
  }
});
