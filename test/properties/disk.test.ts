import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Disk } from '../../src/simulation/disk.ts';
import { Kernel } from '../../src/simulation/kernel.ts';

interface State {
  readonly records: readonly number[];
  /** How often the whole log had been replaced. */
  readonly version: number;
}

/**
 * The obviously right twin: remembers every state that the log ever had, and the newest that a completed sync covers.
 * A power loss may leave any state since, less some records from its end; but the records that a replacement began with
 * come all together, and those that were synced stay.
 */
class DiskTwin {
  readonly states: State[] = [{ records: [], version: 0 }];
  readonly beginnings: number[] = [0];
  durable = 0;

  get now(): State {
    return this.states.at(-1) as State;
  }

  append(record: number): void {
    const { records, version } = this.now;
    this.states.push({ records: [...records, record], version });
  }

  replace(records: readonly number[]): void {
    this.beginnings.push(records.length);
    this.states.push({ records, version: this.now.version + 1 });
  }

  allows(left: readonly number[]): boolean {
    const durable = this.states[this.durable] as State;
    return this.states.slice(this.durable).some(({ records, version }) => {
      const least = version === durable.version ? durable.records.length : (this.beginnings[version] as number);
      return left.length >= least && left.length <= records.length && left.every((record, i) => record === records[i]);
    });
  }
}

const anyStep = fc.oneof(
  { weight: 5, arbitrary: fc.constant('append' as const) },
  { weight: 1, arbitrary: fc.constant('replace' as const) },
  { weight: 2, arbitrary: fc.constant('sync' as const) },
  { weight: 2, arbitrary: fc.nat({ max: 1_500 }) },
);

test('what a power loss leaves is a state since the last sync that ended, less records from its end', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 30 }), fc.nat(), (steps, seed) => {
      const kernel = new Kernel(seed, undefined);
      const disk = new Disk(kernel, 1);
      const twin = new DiskTwin();
      let record = 0;
      for (const step of steps) {
        if (step === 'append') {
          disk.append('l', ++record);
          twin.append(record);
        } else if (step === 'replace') {
          const records = [++record, ++record];
          disk.replace('l', records);
          twin.replace(records);
        } else if (step === 'sync') {
          const covered = twin.states.length - 1;
          disk.sync().onResolved(() => (twin.durable = Math.max(twin.durable, covered)));
        } else kernel.runUntil(kernel.nowMicros + step);
      }
      expect(disk.read('l')).toEqual(twin.now.records);
      disk.losePower(seed);
      const left = disk.read<number>('l');
      expect(twin.allows(left), `left ${JSON.stringify(left)}`).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});
