import { type Probe, probe, type ProbeTask } from './probe.ts';

/** What a worker thread runs. */
export default function work(task: ProbeTask): Probe {
  return probe(task);
}
