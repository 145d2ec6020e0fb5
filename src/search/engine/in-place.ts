import { runBatch } from '../run-batch.ts';
import type { Engine } from './engine.ts';

/** Runs everything in the calling thread, one run after the other. */
export function inPlaceEngine(): Engine {
  return {
    width: 1,
    batchRuns: 1,
    perform: async (batch) => {
      await breathe();
      return runBatch(batch);
    },
    close: () => Promise.resolve(),
  };
}

/** Lets timers and signals through between two runs. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
