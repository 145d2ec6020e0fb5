import { describe, expect, test } from 'vitest';
import { Disk } from '../../../src/simulation/disk.ts';
import { Kernel } from '../../../src/simulation/kernel.ts';

/** Longer than any sync takes: 200 µs and 6.3 times 300 µs. */
const SYNC_ENDS_MICROS = 5_000;
const SEEDS = Array.from({ length: 200 }, (_, seed) => seed + 1);

function newDisk(seed = 1): { disk: Disk; kernel: Kernel } {
  const kernel = new Kernel(seed, undefined);
  return { kernel, disk: new Disk(kernel, 1) };
}

/** What is left of log "l" after a power loss, over many draws, as JSON texts. */
function outcomes(prepare: (disk: Disk, kernel: Kernel) => void): Set<string> {
  return new Set(
    SEEDS.map((seed) => {
      const { disk, kernel } = newDisk(seed);
      prepare(disk, kernel);
      disk.losePower(seed);
      return JSON.stringify(disk.read('l'));
    }),
  );
}

describe('Disk', () => {
  test('reads back what was written, synced or not; a log that is not there is empty', () => {
    const { disk } = newDisk();
    disk.append('l', { a: 1 });
    disk.append('l', 2);
    expect(disk.read('l')).toEqual([{ a: 1 }, 2]);
    expect(disk.read('other')).toEqual([]);
  });

  test('keeps no reference that the writer could still change', () => {
    const record = { list: [1] };
    newDisk().disk.append('l', record);
    expect(() => record.list.push(2)).toThrow(TypeError);
  });

  test('a power loss takes a suffix of what is not synced, of any length', () => {
    const left = outcomes((disk) => {
      for (const record of [1, 2, 3]) disk.append('l', record);
    });
    expect([...left].sort()).toEqual(['[1,2,3]', '[1,2]', '[1]', '[]']);
  });

  test('at the worst a power loss takes all that is not synced, and brings the old version of a replaced log back', () => {
    const { disk, kernel } = newDisk();
    disk.append('l', 1);
    disk.append('replaced', 'old');
    disk.sync();
    kernel.runUntil(SYNC_ENDS_MICROS);
    disk.append('l', 2);
    disk.replace('replaced', ['new']);
    disk.sync();
    disk.loseUnsynced();
    kernel.runUntil(2 * SYNC_ENDS_MICROS);
    expect(disk.read('l')).toEqual([1]);
    expect(disk.read('replaced')).toEqual(['old']);
    disk.append('l', 3);
    disk.loseUnsynced();
    expect(disk.read('l')).toEqual([1]);
  });

  test('a power loss takes nothing that is synced', () => {
    const left = outcomes((disk, kernel) => {
      for (const record of [1, 2]) disk.append('l', record);
      disk.sync();
      kernel.runUntil(SYNC_ENDS_MICROS);
      disk.append('l', 3);
    });
    expect([...left].sort()).toEqual(['[1,2,3]', '[1,2]']);
  });

  test('a sync covers what was written before it began, not what came while it ran', () => {
    const left = outcomes((disk, kernel) => {
      disk.append('l', 1);
      disk.sync();
      disk.append('l', 2);
      kernel.runUntil(SYNC_ENDS_MICROS);
    });
    expect([...left].sort()).toEqual(['[1,2]', '[1]']);
  });

  test('a sync that runs when the power fails never ends', () => {
    const { disk, kernel } = newDisk();
    disk.append('l', 1);
    const done = disk.sync();
    disk.losePower(1);
    kernel.runUntil(SYNC_ENDS_MICROS);
    expect(done.isDone).toBe(false);
  });

  test('each log is drawn for itself', () => {
    const both = new Set(
      SEEDS.map((seed) => {
        const { disk } = newDisk(seed);
        disk.append('l', 1);
        disk.append('m', 1);
        disk.losePower(seed);
        return `${disk.read('l').length}${disk.read('m').length}`;
      }),
    );
    expect([...both].sort()).toEqual(['00', '01', '10', '11']);
  });

  test('a sync takes longer on a slow disk', () => {
    const { disk, kernel } = newDisk();
    disk.slowMicros = 100_000;
    const done = disk.sync();
    kernel.runUntil(100_000);
    expect(done.isDone).toBe(false);
    kernel.runUntil(100_000 + SYNC_ENDS_MICROS);
    expect(done.isDone).toBe(true);
  });

  test('a wiped disk is empty, and forgets the syncs that ran', () => {
    const { disk, kernel } = newDisk();
    disk.append('l', 1);
    const done = disk.sync();
    disk.wipe();
    kernel.runUntil(SYNC_ENDS_MICROS);
    expect(disk.read('l')).toEqual([]);
    expect(done.isDone).toBe(false);
  });

  test('counts what a power loss could take', () => {
    const { disk, kernel } = newDisk();
    disk.append('l', 1);
    disk.append('m', 1);
    expect(disk.unsynced).toBe(2);
    disk.sync();
    kernel.runUntil(SYNC_ENDS_MICROS);
    expect(disk.unsynced).toBe(0);
  });
});

describe('Disk.replace', () => {
  test('is all or nothing until it is synced: the old records or the new ones', () => {
    const left = outcomes((disk, kernel) => {
      for (const record of [1, 2]) disk.append('l', record);
      disk.sync();
      kernel.runUntil(SYNC_ENDS_MICROS);
      disk.replace('l', [10, 20]);
    });
    expect([...left].sort()).toEqual(['[1,2]', '[10,20]']);
  });

  test('what is appended to the new records is lost before they are', () => {
    const left = outcomes((disk) => {
      disk.replace('l', [10, 20]);
      disk.append('l', 30);
    });
    expect([...left].sort()).toEqual(['[10,20,30]', '[10,20]', '[]']);
  });

  test('is for good once it is synced', () => {
    const left = outcomes((disk, kernel) => {
      disk.append('l', 1);
      disk.replace('l', [10]);
      disk.sync();
      kernel.runUntil(SYNC_ENDS_MICROS);
    });
    expect([...left]).toEqual(['[10]']);
  });

  test('does not make durable what it replaced, nor takes it back when the sync began before', () => {
    const left = outcomes((disk, kernel) => {
      for (const record of [1, 2]) disk.append('l', record);
      disk.sync();
      disk.append('l', 3);
      disk.replace('l', [10]);
      kernel.runUntil(SYNC_ENDS_MICROS);
    });
    expect([...left].sort()).toEqual(['[1,2]', '[10]']);
  });

  test('a sync that began before the replacement and ends after its own takes nothing back', () => {
    const left = outcomes((disk, kernel) => {
      disk.append('l', 1);
      disk.slowMicros = 50_000;
      disk.sync();
      disk.slowMicros = 0;
      disk.replace('l', [10]);
      disk.sync();
      kernel.runUntil(100_000);
    });
    expect([...left]).toEqual(['[10]']);
  });

  test('nor when it was replaced twice meanwhile', () => {
    const left = outcomes((disk, kernel) => {
      for (const record of [1, 2]) disk.append('l', record);
      disk.slowMicros = 50_000;
      disk.sync();
      disk.slowMicros = 0;
      disk.replace('l', [10]);
      disk.sync();
      disk.replace('l', [20]);
      kernel.runUntil(100_000);
    });
    expect([...left].sort()).toEqual(['[10]', '[20]']);
  });

  test('of two syncs of the replaced records, the longer one counts, whichever ends last', () => {
    const left = outcomes((disk, kernel) => {
      disk.append('l', 1);
      disk.slowMicros = 50_000;
      disk.sync();
      disk.slowMicros = 0;
      disk.append('l', 2);
      disk.sync();
      disk.replace('l', [10]);
      kernel.runUntil(100_000);
    });
    expect([...left].sort()).toEqual(['[1,2]', '[10]']);
  });
});
