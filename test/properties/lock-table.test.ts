import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CORRECT_LOCK_RULES, type LockMode, LockTable } from '../../src/models/parts/lock-table.ts';
import type { Host } from '../../src/simulation/host.ts';
import { Simulation } from '../../src/simulation/simulation.ts';
import type { Task } from '../../src/simulation/task.ts';

interface Step {
  readonly key: string;
  readonly mode: LockMode;
  readonly thinkMicros: number;
}

const KEYS = ['x', 'y', 'z'];
const TRANSACTIONS_AT_MOST = 6;
const RETRY_MICROS = 1_000;
/** Longer than all transactions together take one after the other: nobody gives up, a circle would never end. */
const PATIENCE_MICROS = 1_000_000;

const step: fc.Arbitrary<Step> = fc.record({
  key: fc.constantFrom(...KEYS),
  mode: fc.constantFrom<LockMode>('shared', 'exclusive'),
  thinkMicros: fc.nat(300),
});
const schedule = fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), {
  minLength: 2,
  maxLength: TRANSACTIONS_AT_MOST,
});

/** Runs transactions side by side; each is tried again under its age until it gets through. */
class Bench {
  readonly finished = new Set<number>();
  readonly conflicts: string[] = [];
  readonly #simulation = new Simulation(1);
  readonly #held = new Map<string, Map<string, LockMode>>();
  #locks!: LockTable;

  constructor(schedule: readonly (readonly Step[])[]) {
    this.#simulation.addNode('s1', { rack: 'r', zone: 'z', region: 'eu' }, 'server', (host) => {
      this.#locks = new LockTable(host, CORRECT_LOCK_RULES);
      const start = (): void =>
        schedule.forEach((steps, number) => host.spawn(`transaction ${number}`, this.#retry(host, number, steps)));
      return { start, receive: () => undefined };
    });
    this.#simulation.start();
  }

  run(): void {
    this.#simulation.kernel.runUntil(PATIENCE_MICROS);
  }

  *#retry(host: Host, number: number, steps: readonly Step[]): Task<void> {
    for (let nth = 0; ; nth++) {
      if (yield* this.#attempt(host, { id: `${number}/${nth}`, priority: number }, steps)) break;
      yield* host.sleep(RETRY_MICROS);
    }
    this.finished.add(number);
  }

  *#attempt(host: Host, owner: { id: string; priority: number }, steps: readonly Step[]): Task<boolean> {
    const { id } = owner;
    const own = new Map<string, LockMode>();
    this.#held.set(id, own);
    for (const { key, mode, thinkMicros } of steps) {
      if (!(yield* this.#locks.acquire(owner, key, mode, PATIENCE_MICROS))) return false;
      own.set(key, own.get(key) === 'exclusive' ? 'exclusive' : mode);
      this.#checkExclusion();
      yield* host.sleep(thinkMicros);
    }
    const isWhole = steps.every(({ key }) => this.#locks.holds(id, key));
    this.#locks.release(id);
    this.#held.delete(id);
    return isWhole;
  }

  /** What two transactions were given, and both still hold by the table's word, never conflicts. */
  #checkExclusion(): void {
    for (const key of KEYS) {
      const modes = [...this.#held].filter(([id]) => this.#locks.holds(id, key)).map(([, locks]) => locks.get(key));
      if (modes.includes('exclusive') && modes.length > 1) this.conflicts.push(`${key}: ${modes.join(', ')}`);
    }
  }
}

test('no two transactions hold conflicting locks, and all get through: nobody waits in a circle', () => {
  fc.assert(
    fc.property(schedule, (transactions) => {
      const bench = new Bench(transactions);
      bench.run();
      expect(bench.conflicts).toEqual([]);
      expect(bench.finished.size).toBe(transactions.length);
    }),
  );
});
