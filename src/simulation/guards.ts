import { createHook } from 'node:async_hooks';

/** Thrown when code inside a run reaches for something that isn't the same every time. */
export class NondeterminismError extends Error {
  /** Number of the event in which it happened; undefined where that is the last one of the run. */
  readonly event: number | undefined;

  constructor(what: string, event?: number) {
    super(`${what} inside a run: time, chance and concurrency must come from the simulation`);
    this.name = 'NondeterminismError';
    this.event = event;
  }
}

const FORBIDDEN_GLOBALS = [
  'Date',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'performance',
  'crypto',
  'fetch',
  'Intl',
  'WeakRef',
  'FinalizationRegistry',
] as const;

/** Clocks, and a queue, of the process. */
const FORBIDDEN_OF_PROCESS = ['hrtime', 'uptime', 'cpuUsage', 'memoryUsage', 'nextTick'] as const;

/**
 * Runs `simulate` while clocks, timers, chance, what the garbage collector does, and promises throw.
 *
 * @param eventNow the number of the present event
 * @throws NondeterminismError when the run used one of them; a promise is noticed when the run ends.
 */
export function withGuards<T>(simulate: () => T, eventNow?: () => number): T {
  let promises = 0;
  let firstIn: number | undefined = undefined;
  const hook = createHook({
    init(_id, type) {
      if (type === 'PROMISE' && promises++ === 0) firstIn = eventNow?.();
    },
  });
  const undos: (() => void)[] = [];
  try {
    for (const name of FORBIDDEN_GLOBALS) undos.push(forbid(globalThis, name));
    for (const name of FORBIDDEN_OF_PROCESS) undos.push(forbid(process, name));
    undos.push(forbid(Math, 'random'));
    hook.enable();
    const result = simulate();
    if (promises > 0) throw new NondeterminismError(`${promises} promise(s) made`, firstIn);
    return result;
  } finally {
    hook.disable();
    for (const undo of undos.reverse()) undo();
  }
}

/** Replaces a property by one that throws when it is used, and returns how to put it back. */
function forbid(owner: object, name: string): () => void {
  const original = Object.getOwnPropertyDescriptor(owner, name);
  if (original === undefined) return () => undefined;
  const refuse = (): never => {
    throw new NondeterminismError(`${name} used`);
  };
  // Not an arrow function: only what could be constructed has its construction refused.
  const trap = new Proxy(function trapped() {}, { get: refuse, construct: refuse, apply: refuse });
  Object.defineProperty(owner, name, { value: trap, configurable: true, writable: true });
  return () => Object.defineProperty(owner, name, original);
}
