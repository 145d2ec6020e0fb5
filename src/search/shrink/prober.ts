import { setImmediate } from 'node:timers/promises';
import { Piscina } from 'piscina';
import { type Probe, probe, type ProbeTask } from './probe.ts';

/** Runs probes, perhaps several at once. */
export interface Prober {
  readonly workers: number;
  probe(task: ProbeTask): Promise<Probe>;
  close(): Promise<void>;
}

/** One worker is the calling thread itself. */
export function startProber(workers: number): Prober {
  return workers > 1 ? inThreads(workers) : IN_PLACE;
}

const IN_PLACE: Prober = {
  workers: 1,
  probe: async (task) => {
    // Lets signals through between two runs.
    await setImmediate();
    return probe(task);
  },
  close: () => Promise.resolve(),
};

function inThreads(workers: number): Prober {
  const pool = new Piscina<ProbeTask, Probe>({
    filename: new URL('./probe-worker.js', import.meta.url).href,
    minThreads: workers,
    maxThreads: workers,
  });
  return { workers, probe: (task) => pool.run(task), close: () => pool.close() };
}
