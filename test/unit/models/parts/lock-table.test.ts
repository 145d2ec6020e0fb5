import { describe, expect, test } from 'vitest';
import { CORRECT_LOCK_RULES, type LockMode, LockTable } from '../../../../src/models/parts/lock-table.ts';
import type { Host } from '../../../../src/simulation/host.ts';
import { Simulation } from '../../../../src/simulation/simulation.ts';
import type { Task } from '../../../../src/simulation/task.ts';

const TIMEOUT_MICROS = 1_000_000;

/** A lock table on a server, and transactions whose priority is their number: `t1` is the oldest. */
class Field {
  readonly simulation: Simulation = new Simulation(1);
  locks!: LockTable;
  #host!: Host;

  constructor() {
    this.simulation.addNode('s1', { rack: 'r', zone: 'z', region: 'eu' }, 'server', (host) => {
      this.#host = host;
      this.locks = new LockTable(host, CORRECT_LOCK_RULES);
      return { receive: () => undefined };
    });
    this.simulation.start();
  }

  /** Asks for a lock; the answer is there once `value` is set. */
  ask(
    number: number,
    key: string,
    mode: LockMode,
    timeoutMicros = TIMEOUT_MICROS,
  ): { readonly value: boolean | undefined } {
    return this.spawn(this.locks.acquire({ id: `t${number}`, priority: number }, key, mode, timeoutMicros));
  }

  spawn<T>(task: Task<T>): { readonly value: T | undefined } {
    const answer = this.#host.spawn('transaction', task);
    this.wait(0);
    return answer;
  }

  wait(micros: number): void {
    this.simulation.kernel.runUntil(this.simulation.kernel.nowMicros + micros);
  }
}

describe('a lock table', () => {
  test('lets readers share, and a younger writer wait for all of them', () => {
    const field = new Field();
    expect(field.ask(1, 'x', 'shared').value).toBe(true);
    expect(field.ask(2, 'x', 'shared').value).toBe(true);
    const writer = field.ask(3, 'x', 'exclusive');
    expect(writer.value).toBeUndefined();
    field.locks.release('t1');
    field.wait(0);
    expect(writer.value).toBeUndefined();
    field.locks.release('t2');
    field.wait(0);
    expect(writer.value).toBe(true);
  });

  test('lets an older transaction wound younger ones that are in its way, and only those', () => {
    const field = new Field();
    field.ask(2, 'x', 'shared');
    field.ask(3, 'x', 'shared');
    field.ask(3, 'y', 'exclusive');
    field.ask(4, 'z', 'exclusive');
    expect(field.ask(1, 'x', 'exclusive').value).toBe(true);
    expect([2, 3, 4].filter((number) => field.locks.isKnown(`t${number}`))).toEqual([4]);
    expect(field.locks.holds('t3', 'y')).toBe(false);
  });

  test('tells a wounded transaction that waits elsewhere', () => {
    const field = new Field();
    field.ask(1, 'y', 'exclusive');
    field.ask(3, 'x', 'exclusive');
    const waiting = field.ask(3, 'y', 'shared');
    field.ask(2, 'x', 'exclusive');
    field.wait(0);
    expect(waiting.value).toBe(false);
  });

  test('gives no lock to a transaction that lost or released its own', () => {
    const field = new Field();
    field.ask(2, 'x', 'shared');
    field.ask(1, 'x', 'exclusive');
    field.locks.release('t1');
    expect(field.ask(2, 'x', 'shared').value).toBe(false);
    expect(field.locks.holds('t2', 'x')).toBe(false);
    expect(field.ask(1, 'x', 'shared').value).toBe(false);
  });

  test('never wounds a protected transaction: an older one waits, in vain for no longer than it wants', () => {
    const field = new Field();
    field.ask(2, 'x', 'exclusive');
    field.locks.protect('t2');
    const older = field.ask(1, 'x', 'exclusive', 10_000);
    field.wait(9_000);
    expect(older.value).toBeUndefined();
    field.wait(1_000);
    expect(older.value).toBe(false);
    expect(field.locks.holds('t2', 'x')).toBe(true);
  });

  test('is re-entrant, and upgrades a lock that nobody shares', () => {
    const field = new Field();
    expect(field.ask(1, 'x', 'shared').value).toBe(true);
    expect(field.ask(1, 'x', 'shared').value).toBe(true);
    expect(field.ask(1, 'x', 'exclusive').value).toBe(true);
    expect(field.ask(1, 'x', 'shared').value).toBe(true);
    expect(field.ask(2, 'x', 'shared').value).toBeUndefined();
  });

  test('lets the older of two readers upgrade by wounding the other', () => {
    const field = new Field();
    field.ask(1, 'x', 'shared');
    field.ask(2, 'x', 'shared');
    const younger = field.ask(2, 'x', 'exclusive');
    expect(younger.value).toBeUndefined();
    expect(field.ask(1, 'x', 'exclusive').value).toBe(true);
    field.wait(0);
    expect(younger.value).toBe(false);
  });

  test('wakes waiting transactions so that the oldest ends up with the lock', () => {
    const field = new Field();
    field.ask(1, 'x', 'exclusive');
    const younger = field.ask(3, 'x', 'exclusive');
    const older = field.ask(2, 'x', 'exclusive');
    field.locks.release('t1');
    field.wait(0);
    expect(older.value).toBe(true);
    expect(field.locks.holds('t3', 'x')).toBe(false);
    expect(younger.value).toBe(true);
  });

  test('gives up the locks of idle transactions, but of no protected one', () => {
    const field = new Field();
    field.ask(1, 'x', 'exclusive');
    field.ask(2, 'y', 'exclusive');
    field.locks.protect('t2');
    field.wait(500_000);
    field.ask(3, 'z', 'shared');
    field.wait(600_000);
    field.locks.releaseIdle(1_000_000);
    expect(['t1', 't2', 't3'].map((id) => field.locks.isKnown(id))).toEqual([false, true, true]);
  });

  test('gives up unprotected locks on some keys, and says whether any is held there', () => {
    const field = new Field();
    const isUpper = (key: string): boolean => key >= 'm';
    field.ask(1, 'a', 'exclusive');
    field.ask(2, 'z', 'exclusive');
    field.locks.restore({ id: 't3', priority: 3 }, 'y', 'exclusive');
    field.locks.protect('t3');
    field.locks.releaseUnprotected(isUpper);
    expect(['t1', 't2', 't3'].map((id) => field.locks.isKnown(id))).toEqual([true, false, true]);
    expect(field.locks.isAnyHeld(isUpper)).toBe(true);
    field.locks.release('t3');
    expect(field.locks.isAnyHeld(isUpper)).toBe(false);
  });
});
