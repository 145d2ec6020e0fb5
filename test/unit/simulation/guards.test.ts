import { describe, expect, test } from 'vitest';
import { NondeterminismError, withGuards } from '../../../src/simulation/guards.ts';

const FORBIDDEN: [string, () => unknown][] = [
  ['Date', () => Date.now()],
  ['Date', () => new Date()],
  ['Math.random', () => Math.random()],
  ['performance', () => performance.now()],
  ['setTimeout', () => setTimeout(() => undefined, 0)],
  ['setInterval', () => setInterval(() => undefined, 1_000)],
  ['setImmediate', () => setImmediate(() => undefined)],
  ['queueMicrotask', () => queueMicrotask(() => undefined)],
  ['crypto', () => crypto.randomUUID()],
  ['fetch', () => fetch('http://localhost/')],
  ['Intl', () => new Intl.DateTimeFormat('en').format()],
  ['WeakRef', () => new WeakRef({})],
  ['FinalizationRegistry', () => new FinalizationRegistry(() => undefined)],
  ['hrtime', () => process.hrtime.bigint()],
  ['uptime', () => process.uptime()],
  ['cpuUsage', () => process.cpuUsage()],
  ['memoryUsage', () => process.memoryUsage()],
  ['nextTick', () => process.nextTick(() => undefined)],
];

/** Every global that guards replace, as it is now. */
function globalsNow(): unknown[] {
  const ofProcess = [process.hrtime, process.uptime, process.cpuUsage, process.memoryUsage, process.nextTick];
  const ofLanguage = [Date, Math.random, Intl, WeakRef, FinalizationRegistry];
  return [
    ...ofLanguage,
    ...ofProcess,
    ...[setTimeout, setInterval, setImmediate, queueMicrotask, performance, crypto, fetch],
  ];
}

function errorThrownBy(run: () => void): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('withGuards', () => {
  test.each(FORBIDDEN)('%s throws', (what, use) => {
    expect(() => withGuards(use)).toThrow(NondeterminismError);
    expect(() => withGuards(use)).toThrow(`${what.replace('Math.', '')} used inside a run`);
  });

  test('a promise is noticed, also where it is caught or only made on the way', () => {
    expect(() => withGuards(() => void Promise.resolve(1))).toThrow('promise(s) made inside a run');
    const later = async (): Promise<number> => Promise.resolve(1);
    expect(() => withGuards(() => void later())).toThrow(NondeterminismError);
  });

  test('the first promise says in which event it was made', () => {
    let event = 0;
    const making = (): void => {
      for (event = 1; event < 10; event++) if (event === 4 || event === 7) void Promise.resolve();
    };
    expect(errorThrownBy(() => withGuards(making, () => event))).toMatchObject({ event: 4 });
  });

  test('gives what the run gives, and lets arithmetic be', () => {
    expect(withGuards(() => Math.floor(Math.max(1.5, 2.5)))).toBe(2);
  });

  test('puts everything back, after a good run, a bad one and one that threw', () => {
    const before = globalsNow();
    withGuards(() => 1);
    expect(globalsNow()).toEqual(before);
    expect(() => withGuards(() => Date.now())).toThrow(NondeterminismError);
    expect(globalsNow()).toEqual(before);
    const failing = (): never => {
      throw new Error('of the model');
    };
    expect(() => withGuards(failing)).toThrow('of the model');
    expect(globalsNow()).toEqual(before);
    globalsNow().forEach((value, i) => expect(value).toBe(before[i]));
  });

  test('promises made outside are nobody’s business', async () => {
    await Promise.resolve();
    expect(withGuards(() => 'calm')).toBe('calm');
    await Promise.resolve();
  });
});
